-- Grain: an article that gets a page.
select
    article_id,
    title,
    path,
    published_on,
    date_precision,
    source,
    author,
    url,
    language,
    text
from main.articles
where list_contains($articles, article_id)
