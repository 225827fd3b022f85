-- Grain: one row. The last month that has articles, how many it has, and the first month. Months are
-- those that the reports count: an article dated ahead is in none.
select
    max(month) as last_month,
    min(month) as first_month,
    count(*) filter (
        where month = (select max(latest.month) from staging.article_months as latest)
    ) as articles_in_last_month
from staging.article_months
