-- Grain: a speaker and a month in which an article quoted them.
-- A quotation of several speakers counts for each of them.
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

quotes_counted as (

    select
        quote_speakers.entity_id,
        article_months.month,
        count(*) as quotes,
        count(*) filter (where quotes.quote_type = 'direct') as direct_quotes,
        cast(sum(quote_counts.quoted_words) as bigint) as quoted_words,
        count(distinct quotes.article_id) as articles
    from quote_speakers
    inner join quotes using (quote_id)
    inner join quote_counts using (quote_id)
    inner join article_months using (article_id)
    group by quote_speakers.entity_id, article_months.month

),

final as (

    select
        quotes_counted.entity_id,
        quotes_counted.month,
        entities.entity_name,
        entities.label,
        entities.gender,
        quotes_counted.quotes,
        quotes_counted.direct_quotes,
        quotes_counted.quoted_words,
        quotes_counted.articles,
        {{ ratio('quotes_counted.direct_quotes', 'quotes_counted.quotes') }} as share_direct_quotes
    from quotes_counted
    inner join entities using (entity_id)

)

select * from final
