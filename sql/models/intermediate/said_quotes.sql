-- Grain: one quotation that was said.
-- What reports count. What somebody expressly did not say, would say only if, or is still to say is
-- no quotation of theirs.
{{ config(materialized='view') }}

with

quotes as (

    select * from {{ ref('stg_quotes') }}

),

final as (

    select * from quotes
    where factuality = 'said'

)

select * from final
