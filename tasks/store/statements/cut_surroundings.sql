-- What tells whose body a name means that asks for it, a folder a part.
copy (
    select
        name_keys.article_entity_id,
        articles.text,
        outlets.country,
        name_keys.part
    from name_keys
    inner join main.articles using (article_id)
    left join main.outlets on outlets.name = articles.outlet
    where name_keys.asks
) to $surroundings (format parquet, partition_by (part));
