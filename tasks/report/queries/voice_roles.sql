-- Grain: a role of somebody who has a page; the one seen last first.
select
    entity_id,
    surface,
    place,
    first_seen,
    last_seen
from main.entity_roles
where list_contains($entities, entity_id)
order by entity_id, last_seen desc nulls last, surface, role, place
