-- Grain: somebody or something that articles of the period's last month mention clearly oftener or
-- more rarely than those of the twelve months before.
select
    entity_id,
    entity_name as name,
    label,
    trend,
    articles,
    articles_of_month,
    share_articles,
    articles_before,
    articles_of_months_before,
    share_before,
    times_before,
    z
from reports.entity_trend
where
    month = $until
    and label <> 'MISC'
    and trend in ('rising', 'falling')
order by trend desc, abs(z) desc, name, entity_id
