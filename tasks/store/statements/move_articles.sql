-- The same article now lies in another file.
update main.articles
set path = moving.path
from read_parquet($moving) as moving
where articles.article_id = moving.article_id;
