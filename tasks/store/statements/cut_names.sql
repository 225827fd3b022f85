-- All names with the dates of their articles, and the roles of these, a folder a part.
copy (
    select
        article_entities.*,
        articles.published_on,
        articles.date_precision,
        name_keys.key,
        name_keys.family,
        name_keys.surname,
        name_keys.foreign,
        name_keys.part
    from main.article_entities
    inner join name_keys using (name, label)
    inner join main.articles using (article_id)
) to $names (format parquet, partition_by (part));

copy (
    select
        article_roles.article_entity_id,
        article_roles.role,
        article_roles.place,
        name_keys.part
    from main.article_roles
    inner join main.article_entities using (article_entity_id)
    inner join name_keys using (name, label)
) to $roles (format parquet, partition_by (part));
