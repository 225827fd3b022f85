-- The full names of persons and the organisations in the articles that each part asks for.
copy (
    select
        wanted.part,
        name_keys.article_id,
        concat(name_keys.label, ' ', name_keys.key) as item,
        min(name_keys.name) as name,
        any_value(name_keys.label) = 'PER' as person
    from read_parquet($wanted) as wanted
    inner join name_keys using (article_id)
    where
        name_keys.label in ('PER', 'ORG')
        and name_keys.is_full
    group by all
) to $company (format parquet, partition_by (part));
