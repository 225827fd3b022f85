-- Grain: one role of an entity, across all articles.
with

source as (

    select * from {{ source('warehouse', 'entity_roles') }}

),

final as (

    select
        entity_id,
        role as role_key,
        place,
        surface as role_surface,
        first_seen,
        last_seen,
        mention_id
    from source

)

select * from final
