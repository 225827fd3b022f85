-- Grain: a person or organisation that gets a page: those most quoted in the period, then in the
-- one before, then ever.
select *
from ranked_speakers
where label in ('PER', 'ORG')
order by quotes desc, quotes_before desc, quotes_ever desc, name, entity_id
limit $voices
