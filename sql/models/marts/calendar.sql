-- Grain: a day between the first and the last on which an article was published, also one without.
-- A gap of more than two years is left out, and so are dates that were still to come. Only articles
-- whose day is known: one of which the month is known stands in the table as the first of it;
-- counted, it would make a peak on every first.
with

articles as (

    select * from {{ ref('article_dates') }}
    where date_precision = 'day'

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

published as (

    select
        published_on as day,
        lead(published_on) over (order by published_on) as next_day
    from articles
    group by published_on

),

days as (

    select
        cast(
            unnest(range(day, {{ until_next('day', 'next_day', 'day') }}, interval 1 day)) as date
        ) as day
    from published

),

articles_counted as (

    select
        published_on as day,
        count(*) as articles
    from articles
    group by published_on

),

quotes_counted as (

    select
        articles.published_on as day,
        count(*) as quotes
    from quotes
    inner join articles using (article_id)
    group by articles.published_on

),

final as (

    select
        day,
        cast(date_trunc('month', day) as date) as month,
        cast(isodow(day) as integer) as weekday,
        coalesce(articles_counted.articles, 0) as articles,
        coalesce(quotes_counted.quotes, 0) as quotes
    from days
    left join articles_counted using (day)
    left join quotes_counted using (day)

)

select * from final
