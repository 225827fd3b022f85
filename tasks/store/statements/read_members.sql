-- All article entities of the entities that corrections may name.
with named as (
    select distinct links.entity_id
    from read_parquet($links) as links
    inner join main.article_entities using (article_entity_id)
    inner join name_keys using (name, label)
    semi join read_parquet($keys) as wanted
        on wanted.label = article_entities.label
        and wanted.key = name_keys.key
    union
    select entity_id
    from read_parquet($links)
    where entity_id in (select unnest($ids))
)

select
    article_entities.article_entity_id,
    article_entities.article_id,
    articles.path,
    article_entities.name,
    article_entities.label,
    article_entities.is_full,
    links.entity_id
from read_parquet($links) as links
semi join named using (entity_id)
inner join main.article_entities using (article_entity_id)
inner join main.articles using (article_id);

select quote_id
from main.quotes
where quote_id in (select unnest($quotes));
