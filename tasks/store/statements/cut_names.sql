-- All names with the dates of their articles, and the roles of these, a folder a part.
copy (
    select
        name_keys.*,
        article_entities.gender,
        article_entities.gender_source,
        article_entities.birth_year,
        articles.published_on,
        articles.date_precision
    from name_keys
    inner join main.article_entities using (article_entity_id)
    inner join main.articles on articles.article_id = name_keys.article_id
) to $names (format parquet, partition_by (part));

copy (
    select
        article_roles.article_entity_id,
        article_roles.role,
        article_roles.place,
        name_keys.part
    from main.article_roles
    inner join name_keys using (article_entity_id)
) to $roles (format parquet, partition_by (part));
