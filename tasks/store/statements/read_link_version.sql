-- By which rules and corrections the last run but this one linked names.
select link_version
from main.runs
where run_id <> $run_id
order by started_at desc, run_id desc
limit 1;
