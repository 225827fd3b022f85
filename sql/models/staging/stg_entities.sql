-- Grain: one person, organisation, place or other name, across all articles.
with

source as (

    select * from {{ source('warehouse', 'entities') }}

),

final as (

    select
        entity_id,
        name as entity_name,
        label,
        gender,
        gender_source
    from source

)

select * from final
