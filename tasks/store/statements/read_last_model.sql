-- The last row is the last run, whatever the clock said then.
select model_version
from main.runs
order by rowid desc
limit 1;
