-- Which articles there are, without those that one model version annotated.
select
    article_id,
    case when record is null then path else concat(path, '//', record) end as path,
    published_on,
    date_precision
from main.articles
where model_version is distinct from $not_by
order by article_id;

select
    article_id,
    title,
    published_on,
    date_precision,
    language,
    source,
    author,
    url,
    section,
    authors,
    agency,
    tags,
    published_at,
    text
from main.articles
where article_id in (select unnest($articles))
order by article_id;
