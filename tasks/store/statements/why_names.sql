-- All names, and the entities of some of them.
select distinct name, label, "is_full"
from main.article_entities;

select distinct entity_links.entity_id
from main.entity_links
inner join main.article_entities using (article_entity_id)
where article_entities.name in (select unnest($names))
union
select entity_id
from main.entities
where entity_id = $asked or name = $asked
order by entity_id;
