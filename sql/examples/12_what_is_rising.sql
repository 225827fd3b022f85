-- Who or what is in the news more than in the twelve months before?
-- One row an entity and month: month, entity_name, articles, share_articles, share_before, z, trend
select
    month,
    entity_name,
    articles,
    share_articles,
    share_before,
    z,
    trend
from reports.entity_trend
where z > 0
order by trend = 'rising' desc, z desc, entity_name, month
limit 20;
