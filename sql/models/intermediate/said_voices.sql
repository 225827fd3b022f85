-- Grain: one quotation that was said and one named speaker of it; a quotation without a named
-- speaker has one row.
-- What all reports about speakers start from, so that quotations without a named speaker are shown
-- and not lost.
{{ config(materialized='view') }}

with

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_voices as (

    select * from {{ ref('quote_voices') }}

),

final as (

    select quote_voices.*
    from quote_voices
    semi join quotes using (quote_id)

)

select * from final
