-- Grain: one quotation and one named speaker of it; a quotation without a named speaker has one row.
-- Also of what was not said; reports take `said_voices`.
{{ config(materialized='table') }}

with

article_months as (

    select * from {{ ref('article_months') }}

),

entities as (

    select * from {{ ref('stg_entities') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_speakers as (

    select * from {{ ref('stg_quote_speakers') }}

),

quote_counts as (

    select * from {{ ref('quote_counts') }}

),

quote_cues as (

    select * from {{ ref('quote_cues') }}

),

final as (

    select
        quotes.quote_id,
        quote_speakers.entity_id,
        quotes.article_id,
        article_months.month,
        entities.entity_name,
        entities.label,
        entities.gender,
        case
            when entities.entity_id is null then 'unresolved'
            when entities.label != 'PER' then 'not_a_person'
            else entities.gender
        end as speaker_gender,
        case
            when quote_speakers.entity_id is not null then 'named'
            when quotes.speaker_surface is not null then 'unnamed'
            else 'none'
        end as speaker_status,
        quotes.quote_type,
        quotes.block_kind,
        quotes.start_char,
        quote_counts.quoted_words,
        quote_cues.cue_lemma,
        quote_cues.cue_class
    from quotes
    inner join quote_counts on quotes.quote_id = quote_counts.quote_id
    inner join quote_cues on quotes.quote_id = quote_cues.quote_id
    left join quote_speakers on quotes.quote_id = quote_speakers.quote_id
    left join entities on quote_speakers.entity_id = entities.entity_id
    left join article_months on quotes.article_id = article_months.article_id

)

select * from final
