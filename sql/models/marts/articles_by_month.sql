-- Grain: a month in which an article was published.
with

article_months as (

    select * from {{ ref('article_months') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_counts as (

    select * from {{ ref('quote_counts') }}

),

articles_counted as (

    select
        article_months.month,
        count(*) as articles,
        cast(sum(articles.token_count) as bigint) as tokens
    from article_months
    inner join articles using (article_id)
    group by article_months.month

),

mentions_counted as (

    select
        article_months.month,
        count(*) as mentions
    from article_months
    inner join mentions using (article_id)
    group by article_months.month

),

quotes_counted as (

    select
        article_months.month,
        count(*) as quotes,
        count(*) filter (where quotes.quote_type = 'direct') as direct_quotes,
        count(*) filter (where quote_counts.speakers = 0) as quotes_without_speaker,
        count(distinct quotes.article_id) as articles_with_quotes
    from article_months
    inner join quotes using (article_id)
    inner join quote_counts using (quote_id)
    group by article_months.month

),

final as (

    select
        month,
        articles_counted.articles,
        coalesce(quotes_counted.articles_with_quotes, 0) as articles_with_quotes,
        articles_counted.tokens,
        coalesce(mentions_counted.mentions, 0) as mentions,
        coalesce(quotes_counted.quotes, 0) as quotes,
        coalesce(quotes_counted.direct_quotes, 0) as direct_quotes,
        coalesce(quotes_counted.quotes_without_speaker, 0) as quotes_without_speaker,
        {{ ratio('coalesce(quotes_counted.quotes, 0)', 'articles_counted.articles') }}
            as quotes_per_article,
        {{ ratio('quotes_counted.quotes_without_speaker', 'quotes_counted.quotes') }}
            as share_quotes_without_speaker
    from articles_counted
    left join mentions_counted using (month)
    left join quotes_counted using (month)

)

select * from final
