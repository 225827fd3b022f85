-- The links of all parts, with those that corrections change.
create or replace temp table linked as
select *
from read_parquet($links)
where article_entity_id not in (select article_entity_id from read_parquet($corrected))
union all
select * from read_parquet($corrected);
