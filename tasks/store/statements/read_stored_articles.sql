-- Articles as they are annotated anew.
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
