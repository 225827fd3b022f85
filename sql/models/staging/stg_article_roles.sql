-- Grain: one role that an article gives an entity in one place.
with

source as (

    select * from {{ source('warehouse', 'article_roles') }}

),

final as (

    select
        article_entity_id,
        article_id,
        role as role_key,
        place,
        surface as role_surface,
        mention_id
    from source

)

select * from final
