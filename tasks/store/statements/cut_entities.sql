-- What describes entities, a folder a part: the names in each article, and the roles.
copy (
    select
        linked.entity_id,
        name_keys.name,
        name_keys.label,
        name_keys.is_full,
        article_entities.gender,
        article_entities.gender_source,
        hash(linked.entity_id) % $parts as part
    from linked
    inner join name_keys using (article_entity_id)
    inner join main.article_entities using (article_entity_id)
) to $members (format parquet, partition_by (part));

copy (
    select
        linked.entity_id,
        article_roles.role,
        article_roles.place,
        article_roles.surface,
        article_roles.mention_id,
        articles.published_on,
        hash(linked.entity_id) % $parts as part
    from main.article_roles
    inner join linked using (article_entity_id)
    inner join main.articles using (article_id)
) to $held (format parquet, partition_by (part));
