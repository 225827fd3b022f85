-- By which rules and corrections the last run but this one linked names, and which SQL built the
-- reports.
select
    link_version,
    reports_version
from main.runs
where run_id <> $run_id
order by started_at desc, run_id desc
limit 1;
