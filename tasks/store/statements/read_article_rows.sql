-- Everything that annotation found in some articles, a statement a table in the order of
-- ARTICLE_TABLES, after the articles themselves. What linking makes of it is not part of it.
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

select
    article_id,
    case when record is null then path else concat(path, '//', record) end as path,
    token_count,
    model_version
from main.articles
where article_id in (select unnest($articles));

select *
from main.article_entities
where article_id in (select unnest($articles))
order by article_id, article_entity_id;

select * exclude (entity_id)
from main.mentions
where
    article_id in (select unnest($articles))
    and article_entity_id is not null
order by article_id, start_char, end_char, mention_id;

select *
from main.article_roles
where article_id in (select unnest($articles))
order by article_id, mention_id, role, place;

select *
from main.role_mentions
where article_id in (select unnest($articles))
order by article_id, start_char, mention_id;

select *
from main.quotes
where article_id in (select unnest($articles))
order by article_id, start_char, end_char, quote_id;

select quote_spans.*, quotes.article_id
from main.quote_spans
inner join main.quotes using (quote_id)
where quotes.article_id in (select unnest($articles))
order by quotes.article_id, quote_spans.quote_id, quote_spans.role, quote_spans.span_number;

select article_speakers.*, quotes.article_id
from main.article_speakers
inner join main.quotes using (quote_id)
where quotes.article_id in (select unnest($articles))
order by quotes.article_id, article_speakers.quote_id, article_speakers.mention_id;
