-- The full names of persons and the organisations in the articles that each part asks for.
copy (
    select
        wanted.part,
        article_entities.article_id,
        concat(article_entities.label, ' ', name_keys.key) as item,
        min(article_entities.name) as name,
        any_value(article_entities.label) = 'PER' as person
    from read_parquet($wanted) as wanted
    inner join main.article_entities using (article_id)
    inner join name_keys using (name, label)
    where
        article_entities.label in ('PER', 'ORG')
        and article_entities.is_full
    group by all
) to $company (format parquet, partition_by (part));
