-- Grain: a role of somebody who has a page; the one seen last first. Dates as far as they are known.
select
    entity_id,
    surface,
    place,
    first_seen,
    coalesce(first_precision, 'day') as first_precision,
    last_seen,
    coalesce(last_precision, 'day') as last_precision
from dated_roles($entities)
order by
    entity_id,
    last_seen desc nulls last,
    surface,
    role,
    place
