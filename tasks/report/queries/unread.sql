-- Grain: a file of the seed folder that could not be loaded, with the reason.
select
    path,
    reason,
    size_bytes,
    first_seen_at,
    last_seen_at
from main.seed_files
where status = 'rejected'
order by reason, path
