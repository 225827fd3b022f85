-- What identifiers are made of, which address, section and the like are no part of.
select
    article_id,
    title,
    published_on,
    date_precision,
    language,
    source,
    author,
    null as url,
    null as section,
    [] as authors,
    null as agency,
    [] as tags,
    null as published_at,
    text
from main.articles
order by article_id;
