-- Grain: a file of the seed folder, or a record of one, that could not be loaded, with the reason.
select
    path,
    reason,
    size_bytes,
    first_seen_at,
    last_seen_at
from main.seed_files
where status = 'rejected'
union all
select
    concat(path, '#', record) as path,
    reason,
    null as size_bytes,
    first_seen_at,
    last_seen_at
from main.seed_records
where status = 'rejected'
order by reason, path
