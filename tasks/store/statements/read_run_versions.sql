-- By which rules and corrections the last run but this one linked names, and which SQL built the
-- reports. The last row is the last run, whatever the clock said then.
select
    link_version,
    reports_version
from main.runs
where run_id <> $run_id
order by rowid desc
limit 1;
