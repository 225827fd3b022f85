-- Rows of records that go on under another path, by path and record.
delete from main.seed_records
where (path, record) in (select (dropped[1], dropped[2]) from (select unnest($records) as dropped));
