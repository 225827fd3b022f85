-- Grain: an outlet: one that a list has, or that articles name themselves.
with

source as (

    select * from {{ source('warehouse', 'outlets') }}

),

final as (

    select
        name as outlet,
        country,
        kind as outlet_kind,
        domain,
        aliases,
        listed_by
    from source

)

select * from final
