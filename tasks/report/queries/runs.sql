-- Grain: one row, the last run that changed something.
select *
from main.runs
order by started_at desc
limit 1
