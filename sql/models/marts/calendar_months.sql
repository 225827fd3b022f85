-- Grain: a month between the first and the last in which an article was published, also one without.
-- A gap of more than two years is left out, and so are dates that were still to come.
with

article_months as (

    select * from {{ ref('article_months') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

published as (

    select
        month,
        lead(month) over (order by month) as next_month
    from article_months
    group by month

),

months as (

    select
        cast(
            unnest(range(month, {{ until_next('month', 'next_month', 'month') }}, interval 1 month))
            as date
        ) as month
    from published

),

articles_counted as (

    select
        article_months.month,
        count(*) as articles,
        count(*) filter (where articles.date_precision = 'day') as articles_with_day
    from article_months
    inner join articles using (article_id)
    group by article_months.month

),

quotes_counted as (

    select
        article_months.month,
        count(*) as quotes
    from quotes
    inner join article_months using (article_id)
    group by article_months.month

),

final as (

    select
        month,
        cast(extract(year from month) as integer) as year,
        coalesce(articles_counted.articles, 0) as articles,
        coalesce(articles_counted.articles_with_day, 0) as articles_with_day,
        coalesce(quotes_counted.quotes, 0) as quotes
    from months
    left join articles_counted using (month)
    left join quotes_counted using (month)

)

select * from final
