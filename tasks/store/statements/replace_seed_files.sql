-- Write the ledger rows that are new or different.
delete from main.seed_files
where path in (select path from read_parquet($written));

insert into main.seed_files by name
select * from read_parquet($written);
