-- Grain: one row, the last run; its times may lie before those of others, if the clock was put back.
select *
from main.runs
order by rowid desc
limit 1
