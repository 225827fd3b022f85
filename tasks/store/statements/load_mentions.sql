-- Until names are linked, a mention's entity is the one that its article presents.
insert into main.mentions by name
select
    staged.* exclude (filename),
    staged.article_entity_id as entity_id
from read_parquet($staged, filename = true) as staged
semi join read_parquet($incoming) as incoming
    on incoming.article_id = staged.article_id
    and incoming.batch = parse_path(staged.filename)[-2];
