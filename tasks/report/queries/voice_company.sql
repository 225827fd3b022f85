-- Grain: somebody who has a page, and another person quoted in the same articles.
with
quoted as (
    select distinct
        quote_speakers.entity_id,
        counted_quotes.article_id
    from main.quote_speakers
    inner join counted_quotes using (quote_id)
)
select
    quoted.entity_id,
    entities.entity_id as other_id,
    entities.name,
    count(*) as articles
from quoted
inner join quoted as company
    on quoted.article_id = company.article_id
    and quoted.entity_id <> company.entity_id
inner join main.entities on company.entity_id = entities.entity_id
where
    list_contains($entities, quoted.entity_id)
    and entities.label = 'PER'
group by quoted.entity_id, entities.entity_id, entities.name
qualify
    row_number() over (
        partition by quoted.entity_id
        order by count(*) desc, entities.name, entities.entity_id
    ) <= $related
order by quoted.entity_id, articles desc, entities.name, entities.entity_id
