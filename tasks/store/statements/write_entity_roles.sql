create or replace temp table roles_gone as
select entity_id, role, place, surface, first_seen, last_seen, mention_id from main.entity_roles
except
select entity_id, role, place, surface, first_seen, last_seen, mention_id
from read_parquet($entity_roles);

delete from main.entity_roles
using roles_gone
where
    entity_roles.entity_id = roles_gone.entity_id
    and entity_roles.role = roles_gone.role
    and entity_roles.place is not distinct from roles_gone.place;

drop table roles_gone;

insert into main.entity_roles by name
select found.*
from read_parquet($entity_roles) as found
anti join main.entity_roles as held
    on held.entity_id = found.entity_id
    and held.role = found.role
    and held.place is not distinct from found.place;
