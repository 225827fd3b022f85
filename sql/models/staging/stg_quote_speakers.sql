-- Grain: one speaker of a quotation; a quotation has none, one or several.
with

source as (

    select * from {{ source('warehouse', 'quote_speakers') }}

),

final as (

    select
        quote_id,
        entity_id,
        mention_id,
        method as speaker_method,
        confidence as speaker_confidence
    from source

)

select * from final
