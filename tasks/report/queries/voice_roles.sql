-- Grain: a role of somebody who has a page; the one seen last first. Dates as far as they are known.
with
dates as (
    select
        entity_links.entity_id,
        articles.published_on,
        min(articles.date_precision) as precision
    from main.entity_links
    inner join main.article_entities using (article_entity_id)
    inner join main.articles using (article_id)
    where list_contains($entities, entity_links.entity_id)
    group by all
)
select
    entity_roles.entity_id,
    entity_roles.surface,
    entity_roles.place,
    entity_roles.first_seen,
    coalesce(firsts.precision, 'day') as first_precision,
    entity_roles.last_seen,
    coalesce(lasts.precision, 'day') as last_precision
from main.entity_roles
left join dates as firsts
    on firsts.entity_id = entity_roles.entity_id and firsts.published_on = entity_roles.first_seen
left join dates as lasts
    on lasts.entity_id = entity_roles.entity_id and lasts.published_on = entity_roles.last_seen
where list_contains($entities, entity_roles.entity_id)
order by
    entity_roles.entity_id,
    entity_roles.last_seen desc nulls last,
    entity_roles.surface,
    entity_roles.role,
    entity_roles.place
