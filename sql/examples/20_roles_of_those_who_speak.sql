-- As what are those who speak introduced, and since when?
-- One row a speaker and role: name, role, place, first_seen, last_seen, quotes
with

quotes as (

    select entity_id, sum(quotes) as quotes
    from reports.quotes_by_speaker_month
    group by entity_id

)

select
    entities.name,
    entity_roles.role,
    entity_roles.place,
    entity_roles.first_seen,
    entity_roles.last_seen,
    cast(quotes.quotes as bigint) as quotes
from main.entity_roles
inner join main.entities using (entity_id)
inner join quotes using (entity_id)
order by quotes.quotes desc, entities.name, entity_roles.first_seen, entity_roles.role,
    entity_roles.place
limit 30;
