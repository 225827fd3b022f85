-- Grain: a speaker, somebody whom their quotations address, and a month.
-- An addressee is known by name where a mention stands in the words that name them; a person goes
-- before others, and what is no person must be at least half of these words ("dem Sprecher der
-- Bahn" is not the Bahn).
with

entities as (

    select * from {{ ref('stg_entities') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}
    where role = 'addressee'

),

quote_voices as (

    select * from {{ ref('said_voices') }}

),

named as (

    select
        quote_spans.quote_id,
        quote_spans.span_number,
        mentions.entity_id
    from quote_spans
    inner join quotes using (quote_id)
    inner join mentions
        on quotes.article_id = mentions.article_id
        and quote_spans.start_char <= mentions.start_char
        and quote_spans.end_char >= mentions.end_char
    where
        mentions.label = 'PER'
        or 2 * (mentions.end_char - mentions.start_char)
        >= quote_spans.end_char - quote_spans.start_char
    qualify row_number() over (
        partition by quote_spans.quote_id, quote_spans.span_number
        order by
            mentions.label = 'PER' desc,
            mentions.end_char - mentions.start_char desc,
            mentions.start_char,
            mentions.mention_id
    ) = 1

),

addressed as (

    select distinct
        quotes.quote_id,
        named.entity_id as addressee_id,
        coalesce(entities.entity_name, quotes.addressee_surface) as addressee
    from quote_spans
    inner join quotes using (quote_id)
    left join named using (quote_id, span_number)
    left join entities using (entity_id)

),

final as (

    select
        quote_voices.entity_id as speaker_id,
        addressed.addressee_id,
        addressed.addressee,
        quote_voices.month,
        quote_voices.entity_name as speaker_name,
        quote_voices.speaker_gender,
        count(*) as quotes,
        count(distinct quote_voices.article_id) as articles,
        cast(sum(quote_voices.quoted_words) as bigint) as quoted_words
    from addressed
    inner join quote_voices using (quote_id)
    group by all

)

select * from final
