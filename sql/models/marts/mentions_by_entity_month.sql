-- Grain: an entity and a month in which an article mentioned it.
with

article_months as (

    select * from {{ ref('article_months') }}

),

articles_by_month as (

    select * from {{ ref('articles_by_month') }}

),

entities as (

    select * from {{ ref('stg_entities') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

mentions_counted as (

    select
        mentions.entity_id,
        article_months.month,
        count(*) as mentions,
        count(*) filter (where mentions.kind = 'name') as name_mentions,
        count(distinct mentions.article_id) as articles
    from mentions
    inner join article_months using (article_id)
    group by mentions.entity_id, article_months.month

),

final as (

    select
        mentions_counted.entity_id,
        mentions_counted.month,
        entities.entity_name,
        entities.label,
        entities.gender,
        mentions_counted.mentions,
        mentions_counted.name_mentions,
        mentions_counted.articles,
        {{ ratio('mentions_counted.articles', 'articles_by_month.articles') }} as share_of_articles
    from mentions_counted
    inner join entities using (entity_id)
    inner join articles_by_month using (month)

)

select * from final
