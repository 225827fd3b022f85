-- Grain: one entity of an article, with the entity across all articles that it was linked to.
with

source as (

    select * from {{ source('warehouse', 'entity_links') }}

),

final as (

    select
        article_entity_id,
        entity_id,
        method as link_method,
        evidence as link_evidence
    from source

)

select * from final
