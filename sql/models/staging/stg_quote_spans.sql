-- Grain: one span of a quotation or of one of its roles.
with

source as (

    select * from {{ source('warehouse', 'quote_spans') }}

),

final as (

    select
        quote_id,
        role,
        span_number,
        start_char,
        end_char
    from source

)

select * from final
