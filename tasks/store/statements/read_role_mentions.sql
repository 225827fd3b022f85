-- Roles without a name, the articles that they stand in, who holds such roles, and under which
-- names.
select mention_id, article_id, role, place, gender
from main.role_mentions;

select article_id, published_on, date_precision
from main.articles
semi join main.role_mentions using (article_id);

select entity_roles.*
from read_parquet($entity_roles) as entity_roles
where role in (select role from main.role_mentions);

select entities.*
from read_parquet($entities) as entities
semi join (
    select entity_id
    from read_parquet($entity_roles)
    where role in (select role from main.role_mentions)
) using (entity_id);

select
    linked.entity_id,
    linked.method,
    name_keys.is_full,
    name_keys.family
from linked
semi join (
    select entity_id
    from read_parquet($entity_roles)
    where role in (select role from main.role_mentions)
) using (entity_id)
inner join name_keys using (article_entity_id);
