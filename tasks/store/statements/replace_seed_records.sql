-- Write the ledger rows of records that are new or different.
delete from main.seed_records as held
using read_parquet($written) as written
where
    held.path = written.path
    and held.record = written.record;

insert into main.seed_records by name
select * from read_parquet($written);
