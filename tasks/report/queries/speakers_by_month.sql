-- Grain: a person and a month in which an article quoted them.
select
    counted_quotes.month,
    entities.entity_id,
    entities.name,
    entities.gender,
    entities.gender_source,
    count(*) as quotes,
    sum(counted_quotes.words)::bigint as words
from counted_quotes
inner join main.quote_speakers using (quote_id)
inner join main.entities using (entity_id)
where
    entities.label = 'PER'
    and counted_quotes.month is not null
group by all
order by counted_quotes.month desc, quotes desc, entities.name, entities.entity_id
