insert into main.article_blocks by name
select staged.* exclude (filename)
from read_parquet($staged, filename = true) as staged
semi join read_parquet($incoming) as incoming
    on incoming.article_id = staged.article_id
    and incoming.batch = parse_path(staged.filename)[-2];
