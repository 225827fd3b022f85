delete from main.entities
where entity_id not in (select entity_id from main.mentions);
