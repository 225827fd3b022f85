-- Grain: one mention that an article presents as a speaker of a quotation.
with

source as (

    select * from {{ source('warehouse', 'article_speakers') }}

),

final as (

    select
        quote_id,
        mention_id,
        article_entity_id,
        method as speaker_method,
        evidence,
        confidence as speaker_confidence
    from source

)

select * from final
