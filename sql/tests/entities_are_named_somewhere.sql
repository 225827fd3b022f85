-- Every entity is what some article's entity was linked to.
with

entities as (

    select * from {{ ref('stg_entities') }}

),

entity_links as (

    select * from {{ ref('stg_entity_links') }}

),

final as (

    select
        entities.entity_id,
        entities.entity_name
    from entities
    anti join entity_links using (entity_id)

)

select * from final
