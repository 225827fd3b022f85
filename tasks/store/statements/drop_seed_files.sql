-- Rows that go on under another path.
delete from main.seed_files
where path in (select unnest($paths));
