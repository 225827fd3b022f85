-- Files and records ever seen, in the order of the fields of SeedFile; a record stands below its
-- file, after two slashes (tasks/ledger/unit.py). A file of an older release may lack the last three
-- columns of the first table, and the second table.
select
    path,
    content_hash,
    size_bytes,
    status,
    reason,
    article_id,
    first_seen_at,
    last_seen_at,
    run_id,
    format,
    records,
    read_with
from (
    select * from main.seed_files
    union all by name
    select
        null::varchar as format,
        null::integer as records,
        null::varchar as read_with
    where false
);

select
    concat(path, '//', record) as path,
    content_hash,
    null::bigint as size_bytes,
    status,
    reason,
    article_id,
    first_seen_at,
    last_seen_at,
    run_id,
    null::varchar as format,
    null::integer as records,
    null::varchar as read_with
from main.seed_records;
