-- A mention names the entity that its article's entity was linked to, and every article entity is
-- linked.
with

article_entities as (

    select * from {{ ref('stg_article_entities') }}

),

entity_links as (

    select * from {{ ref('stg_entity_links') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

final as (

    select
        article_entities.article_entity_id,
        mentions.mention_id,
        mentions.entity_id,
        entity_links.entity_id as linked_entity_id
    from article_entities
    left join entity_links using (article_entity_id)
    left join mentions using (article_entity_id)
    where
        entity_links.entity_id is null
        or entity_links.entity_id != mentions.entity_id

)

select * from final
