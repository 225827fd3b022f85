-- Grain: a month from the first to the last with articles, also those without any; the last ones.
with
quotes as (
    select
        month,
        count(*) filter (where type = 'direct') as direct_quotes,
        count(*) filter (where speakers = 0) as quotes_without_speaker,
        sum(words)::bigint as words
    from counted_quotes
    group by month
)
select
    calendar_months.month,
    calendar_months.articles,
    calendar_months.quotes,
    coalesce(quotes.direct_quotes, 0) as direct_quotes,
    coalesce(quotes.quotes_without_speaker, 0) as quotes_without_speaker,
    coalesce(quotes.words, 0) as words
from reports.calendar_months
left join quotes using (month)
where
    calendar_months.month
    > (select max(latest.month) - to_months($months::integer) from reports.calendar_months as latest)
order by calendar_months.month desc
