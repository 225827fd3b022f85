-- Grain: somebody who has a page, and a month in which they were quoted.
select
    quote_speakers.entity_id,
    counted_quotes.month,
    count(*) as quotes
from main.quote_speakers
inner join counted_quotes using (quote_id)
where
    list_contains($entities, quote_speakers.entity_id)
    and counted_quotes.month is not null
group by quote_speakers.entity_id, counted_quotes.month
order by quote_speakers.entity_id, counted_quotes.month
