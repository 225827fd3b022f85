-- Grain: a role of one of the entities asked for, with what is known of the first and the last date
-- on which an article gave it to them.
create or replace temporary macro dated_roles(asked) as table
with
dates as (
    select
        entity_links.entity_id,
        articles.published_on,
        min(articles.date_precision) as precision
    from main.entity_links
    inner join main.article_entities using (article_entity_id)
    inner join main.articles using (article_id)
    where list_contains(asked, entity_links.entity_id)
    group by all
)
select
    entity_roles.entity_id,
    entity_roles.role,
    entity_roles.surface,
    entity_roles.place,
    entity_roles.first_seen,
    firsts.precision as first_precision,
    entity_roles.last_seen,
    lasts.precision as last_precision
from main.entity_roles
left join dates as firsts
    on firsts.entity_id = entity_roles.entity_id and firsts.published_on = entity_roles.first_seen
left join dates as lasts
    on lasts.entity_id = entity_roles.entity_id and lasts.published_on = entity_roles.last_seen
where list_contains(asked, entity_roles.entity_id);
