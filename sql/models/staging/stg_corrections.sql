-- Grain: one correction of corrections.toml, as the last run found it.
with

source as (

    select * from {{ source('warehouse', 'corrections') }}

),

final as (

    select
        number as correction_number,
        line,
        kind as correction_kind,
        subject,
        status as correction_status,
        message
    from source

)

select * from final
