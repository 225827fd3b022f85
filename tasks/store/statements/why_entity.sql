-- What is known of some entities: how often and when, under which names and why, and as what.
select
    entities.*,
    count(distinct article_entities.article_id) as articles,
    min(articles.published_on) as first_seen,
    arg_min(articles.date_precision, articles.published_on) as first_precision,
    max(articles.published_on) as last_seen,
    arg_max(articles.date_precision, articles.published_on) as last_precision,
    (
        select count(*)
        from main.quote_speakers
        where quote_speakers.entity_id = entities.entity_id
    ) as quotes
from main.entities
inner join main.entity_links using (entity_id)
inner join main.article_entities using (article_entity_id)
inner join main.articles using (article_id)
where entities.entity_id in (select unnest($entities))
group by all
order by articles desc, entities.entity_id;

select
    entity_links.entity_id,
    article_entities.name,
    entity_links.method,
    count(*) as articles,
    min(entity_links.evidence) as evidence,
    first(articles.path order by articles.published_on, articles.path) as path
from main.entity_links
inner join main.article_entities using (article_entity_id)
inner join main.articles using (article_id)
where entity_links.entity_id in (select unnest($entities))
group by all
order by articles desc, article_entities.name, entity_links.method, entity_links.entity_id;

select
    entity_id,
    role,
    place,
    first_seen,
    first_precision,
    last_seen,
    last_precision
from dated_roles($entities)
order by first_seen, role, place, entity_id;

select line, kind, subject, status, message
from main.corrections
where
    exists (
        select 1
        from (select unnest($entities) as entity_id) as asked
        where contains(message, asked.entity_id)
    )
    or (status = 'unused' and list_has_any(string_split(subject, ', '), $names))
order by number;
