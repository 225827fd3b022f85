-- In which months is there nothing, between the first and the last?
-- One row a month: month
select month
from reports.calendar_months
where articles = 0
order by month;
