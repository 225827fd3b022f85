-- Summed over months, the reports hold as many articles, mentions and quotes of speakers as the
-- tables do for the articles with a known month.
with

article_months as (

    select * from {{ ref('article_months') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_speakers as (

    select * from {{ ref('stg_quote_speakers') }}

),

articles_by_month as (

    select * from {{ ref('articles_by_month') }}

),

mentions_by_entity_month as (

    select * from {{ ref('mentions_by_entity_month') }}

),

quotes_by_speaker_month as (

    select * from {{ ref('quotes_by_speaker_month') }}

),

counted as (

    select
        'articles_by_month' as report,
        (select count(*) from article_months) as in_tables,
        (select coalesce(sum(articles), 0) from articles_by_month) as in_report
    union all
    select
        'mentions_by_entity_month',
        (select count(*) from mentions inner join article_months using (article_id)),
        (select coalesce(sum(mentions), 0) from mentions_by_entity_month)
    union all
    select
        'quotes_by_speaker_month',
        (
            select count(*)
            from quote_speakers
            inner join quotes using (quote_id)
            inner join article_months using (article_id)
        ),
        (select coalesce(sum(quotes), 0) from quotes_by_speaker_month)

),

final as (

    select * from counted
    where in_tables != in_report

)

select * from final
