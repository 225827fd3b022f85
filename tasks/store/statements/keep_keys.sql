-- The keys of all article entities, under the label that each name has across articles.
create or replace temp table name_keys as
select
    article_entities.article_entity_id,
    article_entities.article_id,
    article_entities.name,
    keys.label,
    keys.said,
    coalesce(keys."full", article_entities.is_full) as "is_full",
    keys.key,
    keys.family,
    keys.surname,
    keys.foreign,
    keys.asks,
    keys.part
from main.article_entities
inner join told_names using (article_entity_id)
inner join read_parquet($keys) as keys
    on keys.name = told_names.name
    and keys.said = told_names.said
    and keys.told = told_names.told;
