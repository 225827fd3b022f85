-- Grain: somebody who has a page, and who mentions them inside a quotation.
select
    quoted_mentions.entity_id,
    entities.entity_id as other_id,
    entities.name,
    count(*) as quotes
from quoted_mentions
inner join main.quote_speakers using (quote_id)
inner join main.entities on quote_speakers.entity_id = entities.entity_id
where
    list_contains($entities, quoted_mentions.entity_id)
    and quoted_mentions.entity_id <> entities.entity_id
group by quoted_mentions.entity_id, entities.entity_id, entities.name
qualify
    row_number() over (
        partition by quoted_mentions.entity_id
        order by count(*) desc, entities.name, entities.entity_id
    ) <= $related
order by quoted_mentions.entity_id, quotes desc, entities.name, entities.entity_id
