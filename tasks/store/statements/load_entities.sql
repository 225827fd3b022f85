-- An entity's row depends on its identifier alone, so any of its rows will do.
insert into main.entities by name
select distinct on (staged.entity_id) staged.* exclude (article_id)
from read_parquet($staged) as staged
semi join read_parquet($incoming) as incoming using (article_id)
anti join main.entities as known on known.entity_id = staged.entity_id
order by staged.entity_id;
