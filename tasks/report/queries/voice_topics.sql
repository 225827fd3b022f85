-- Grain: somebody who has a page, and what their quotations mention; the most frequent.
select
    quote_speakers.entity_id,
    entities.entity_id as mentioned_id,
    entities.name,
    entities.label,
    count(*) as quotes
from main.quote_speakers
inner join quoted_mentions using (quote_id)
inner join main.entities on quoted_mentions.entity_id = entities.entity_id
where
    list_contains($entities, quote_speakers.entity_id)
    and quote_speakers.entity_id <> entities.entity_id
group by quote_speakers.entity_id, entities.entity_id, entities.name, entities.label
qualify
    row_number() over (
        partition by quote_speakers.entity_id
        order by count(*) desc, entities.name, entities.entity_id
    ) <= $related
order by quote_speakers.entity_id, quotes desc, entities.name, entities.entity_id
