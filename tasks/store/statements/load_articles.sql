-- A batch may hold articles that this run does not load, and an article may be staged twice,
-- so every load selects by article and batch.
insert into main.articles by name
select
    staged.* exclude (filename),
    incoming.path,
    incoming.record,
    $run_id as run_id,
    $loaded_at::timestamp as loaded_at
from read_parquet($staged, filename = true) as staged
inner join read_parquet($incoming) as incoming
    on incoming.article_id = staged.article_id
    and incoming.batch = parse_path(staged.filename)[-2];
