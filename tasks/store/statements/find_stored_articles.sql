-- Which articles there are, without those that one model version annotated.
select
    article_id,
    case when record is null then path else concat(path, '//', record) end as path,
    published_on,
    date_precision
from main.articles
where model_version is distinct from $not_by
order by article_id;
