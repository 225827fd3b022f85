-- All article entities of the entities that corrections may name.
with named as (
    select distinct links.entity_id
    from read_parquet($links) as links
    inner join name_keys using (article_entity_id)
    semi join read_parquet($keys) as wanted
        on wanted.label = name_keys.label
        and wanted.key = name_keys.key
    union
    select entity_id
    from read_parquet($links)
    where entity_id in (select unnest($ids))
)

select
    name_keys.article_entity_id,
    name_keys.article_id,
    articles.path,
    name_keys.name,
    name_keys.label,
    name_keys.is_full,
    links.entity_id
from read_parquet($links) as links
semi join named using (entity_id)
inner join name_keys using (article_entity_id)
inner join main.articles using (article_id);

select quote_id
from main.quotes
where quote_id in (select unnest($quotes));
