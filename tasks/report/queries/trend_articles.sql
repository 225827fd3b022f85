-- Grain: somebody or something with a trend, and an article of the last month, or of the twelve
-- before, that mentions them.
with
trends as (
    select
        entity_id,
        entity_name as name,
        month,
        z
    from reports.entity_trend
    where
        month = $until
        and label <> 'MISC'
        and trend in ('rising', 'falling')
),
mentioned as (
    select distinct
        entity_id,
        article_id
    from main.mentions
)
select
    trends.entity_id,
    trends.name,
    case when dated_articles.month = trends.month then 'last_month' else 'months_before' end as span,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from trends
inner join mentioned on trends.entity_id = mentioned.entity_id
inner join dated_articles on mentioned.article_id = dated_articles.article_id
inner join main.articles on mentioned.article_id = articles.article_id
where dated_articles.month between trends.month - interval 12 months and trends.month
order by
    abs(trends.z) desc,
    trends.entity_id,
    articles.published_on desc,
    articles.path,
    articles.article_id
