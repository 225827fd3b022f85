-- Grain: a month with quoted people. Counts people, each once a month, not their quotations.
select
    counted_quotes.month,
    count(distinct entities.entity_id) filter (where entities.gender = 'female') as women,
    count(distinct entities.entity_id) filter (where entities.gender = 'male') as men,
    count(distinct entities.entity_id) filter (where entities.gender = 'unknown') as unknown_gender,
    count(*) filter (where entities.gender = 'female') as quotes_of_women,
    count(*) filter (where entities.gender = 'male') as quotes_of_men,
    count(*) filter (where entities.gender = 'unknown') as quotes_of_unknown
from counted_quotes
inner join main.quote_speakers using (quote_id)
inner join main.entities using (entity_id)
where
    entities.label = 'PER'
    and counted_quotes.month is not null
group by counted_quotes.month
order by counted_quotes.month desc
limit $months
