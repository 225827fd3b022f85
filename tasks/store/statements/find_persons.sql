-- All names of persons, those of one entity, and where some names or entities are spoken of: their
-- article entities and the quotations said to be theirs, role by role or by a correction. Last, how
-- many of some entities are persons.
select distinct name
from main.article_entities
union
select name
from main.entities;

select distinct coalesce(article_entities.name, entities.name) as name
from main.entities
left join main.entity_links using (entity_id)
left join main.article_entities
    on article_entities.article_entity_id = entity_links.article_entity_id
    and article_entities.is_full
where entities.entity_id = $entity
union
select name
from main.entities
where entity_id = $entity;

with persons as (
    select entity_id
    from main.entities
    where name in (select unnest($names))
    union
    select entity_links.entity_id
    from main.entity_links
    inner join main.article_entities using (article_entity_id)
    where article_entities.name in (select unnest($names))
)

select entity_id, null as article_id, null as article_entity_id, null as quote_id
from persons
union all
select entity_links.entity_id, article_entities.article_id, article_entity_id, null
from main.entity_links
inner join persons using (entity_id)
inner join main.article_entities using (article_entity_id)
union all
select quote_speakers.entity_id, quotes.article_id, null, quote_id
from main.quote_speakers
inner join persons using (entity_id)
inner join main.quotes using (quote_id);

select count(*)
from main.entities
where label = 'PER' and entity_id in (select unnest($entities));
