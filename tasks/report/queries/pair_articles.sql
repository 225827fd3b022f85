-- Grain: an article behind the number of a pair that is shown.
with
shown as (
    select
        unnest($pair_entities::varchar[]) as entity_id,
        unnest($pair_others::varchar[]) as other_entity_id,
        unnest($pair_months::date[]) as month,
        unnest(range(len($pair_months::date[]))) as place
),
mentioned as (
    select distinct
        mentions.entity_id,
        entities.name,
        mentions.article_id
    from main.mentions
    inner join main.entities using (entity_id)
)
select
    shown.entity_id,
    one.name,
    shown.other_entity_id,
    two.name as other,
    shown.month,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from shown
inner join mentioned as one on shown.entity_id = one.entity_id
inner join mentioned as two
    on shown.other_entity_id = two.entity_id
    and one.article_id = two.article_id
inner join dated_articles
    on one.article_id = dated_articles.article_id
    and shown.month = dated_articles.month
inner join main.articles on one.article_id = articles.article_id
order by
    shown.place,
    articles.published_on desc,
    articles.path,
    articles.article_id
