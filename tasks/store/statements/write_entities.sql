delete from main.entities
where entity_id in (
    select entity_id
    from (
        select entity_id, name, label, gender, gender_source from main.entities
        except
        select entity_id, name, label, gender, gender_source from read_parquet($entities)
    )
);

insert into main.entities by name
select entities.*
from read_parquet($entities) as entities
anti join main.entities as held on held.entity_id = entities.entity_id;
