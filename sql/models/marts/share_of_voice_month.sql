-- Grain: a month, a kind of voice (speaker, organisation, quote_type) and a voice of that kind.
-- Shares are of all quotations and quoted words of the month. A quotation of several voices counts
-- for each, so shares of speakers can add up to more than 1; those of types add up to 1.
with

quote_voices as (

    select * from {{ ref('said_voices') }}
    where month is not null

),

quotes as (

    select distinct quote_id, month, quote_type, quoted_words from quote_voices

),

article_entities as (

    select * from {{ ref('stg_article_entities') }}

),

article_roles as (

    select * from {{ ref('stg_article_roles') }}

),

entities as (

    select * from {{ ref('stg_entities') }}

),

entity_links as (

    select * from {{ ref('stg_entity_links') }}

),

organisations as (

    select
        article_entities.article_id,
        lower(article_entities.article_name) as place,
        entity_links.entity_id as organisation_id
    from article_entities
    inner join entity_links using (article_entity_id)
    where article_entities.label = 'ORG'

),

-- Who has a role in an organisation, where the same article says so: "der Chef der GBL".
members as (

    select distinct
        article_roles.article_id,
        entity_links.entity_id,
        organisations.organisation_id
    from article_roles
    inner join entity_links using (article_entity_id)
    inner join organisations
        on article_roles.article_id = organisations.article_id
        and article_roles.place = organisations.place

),

organisation_voices as (

    select quote_id, entity_id as organisation_id
    from quote_voices
    where label = 'ORG'
    union
    select quote_voices.quote_id, members.organisation_id
    from quote_voices
    inner join members
        on quote_voices.article_id = members.article_id
        and quote_voices.entity_id = members.entity_id

),

voices as (

    select
        month,
        'speaker' as voice_kind,
        entity_id,
        entity_name as voice,
        quoted_words
    from quote_voices
    union all
    select
        quotes.month,
        'organisation',
        organisation_voices.organisation_id,
        entities.entity_name,
        quotes.quoted_words
    from quotes
    left join organisation_voices on quotes.quote_id = organisation_voices.quote_id
    left join entities on organisation_voices.organisation_id = entities.entity_id
    union all
    select month, 'quote_type', null, quote_type, quoted_words
    from quotes

),

months as (

    select
        month,
        count(*) as quotes_of_month,
        cast(sum(quoted_words) as bigint) as quoted_words_of_month
    from quotes
    group by month

),

counted as (

    select
        month,
        voice_kind,
        entity_id,
        voice,
        count(*) as quotes,
        cast(sum(quoted_words) as bigint) as quoted_words
    from voices
    group by month, voice_kind, entity_id, voice

),

shared as (

    select
        counted.*,
        months.quotes_of_month,
        months.quoted_words_of_month,
        {{ ratio('counted.quotes', 'months.quotes_of_month') }} as share_quotes,
        {{ ratio('counted.quoted_words', 'months.quoted_words_of_month') }} as share_words
    from counted
    inner join months using (month)

),

final as (

    select
        month,
        voice_kind,
        entity_id,
        voice,
        quotes,
        quoted_words,
        quotes_of_month,
        quoted_words_of_month,
        share_quotes,
        {{ wilson_low('share_quotes', 'quotes_of_month') }} as share_quotes_low,
        {{ wilson_high('share_quotes', 'quotes_of_month') }} as share_quotes_high,
        share_words,
        {{ wilson_low('share_words', 'quotes_of_month') }} as share_words_low,
        {{ wilson_high('share_words', 'quotes_of_month') }} as share_words_high
    from shared

)

select * from final
