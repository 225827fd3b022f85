create or replace temp table name_keys as
select * from read_parquet($keys);
