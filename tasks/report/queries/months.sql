-- Grain: a month from the first to the last with articles, also those without any.
with
bounds as (
    select
        min(month) as first_month,
        max(month) as last_month
    from dated_articles
),
calendar as (
    select unnest(generate_series(first_month, last_month, interval 1 month))::date as month
    from bounds
    where first_month is not null
),
articles as (
    select
        month,
        count(*) as articles
    from dated_articles
    group by month
),
quotes as (
    select
        month,
        count(*) as quotes,
        count(*) filter (where type = 'direct') as direct_quotes,
        count(*) filter (where speakers = 0) as quotes_without_speaker,
        sum(words)::bigint as words
    from counted_quotes
    group by month
)
select
    calendar.month,
    coalesce(articles.articles, 0) as articles,
    coalesce(quotes.quotes, 0) as quotes,
    coalesce(quotes.direct_quotes, 0) as direct_quotes,
    coalesce(quotes.quotes_without_speaker, 0) as quotes_without_speaker,
    coalesce(quotes.words, 0) as words
from calendar
left join articles using (month)
left join quotes using (month)
order by calendar.month desc
limit $months
