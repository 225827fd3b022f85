-- A pair's articles are those that mention both, and every pair of several articles is there.
with

article_months as (

    select * from {{ ref('article_months') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

co_mentions_month as (

    select * from {{ ref('co_mentions_month') }}

),

lists as (

    select
        mentions.entity_id,
        list(distinct mentions.article_id) as articles
    from mentions
    inner join article_months using (article_id)
    group by mentions.entity_id
    having count(distinct mentions.article_id) > 1

),

reported as (

    select
        entity_id,
        other_entity_id,
        sum(articles) as articles
    from co_mentions_month
    group by entity_id, other_entity_id

),

final as (

    select
        reported.entity_id,
        reported.other_entity_id,
        reported.articles,
        len(list_intersect(one.articles, other.articles)) as articles_of_both
    from reported
    inner join lists as one on reported.entity_id = one.entity_id
    inner join lists as other on reported.other_entity_id = other.entity_id
    where reported.articles != len(list_intersect(one.articles, other.articles))

)

select * from final
