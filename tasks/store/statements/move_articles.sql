-- The same article now lies in another file, or is another record.
update main.articles
set
    path = moving.path,
    record = moving.record
from read_parquet($moving) as moving
where articles.article_id = moving.article_id;
