-- Grain: one row. The last month that has articles, how many it has, and the first month.
select
    max(date_trunc('month', published_on))::date as last_month,
    min(date_trunc('month', published_on))::date as first_month,
    count(*) filter (
        where date_trunc('month', published_on) = (
            select max(date_trunc('month', latest.published_on))
            from main.articles as latest
            where latest.date_precision in ('day', 'month')
        )
    ) as articles_in_last_month
from main.articles
where date_precision in ('day', 'month')
