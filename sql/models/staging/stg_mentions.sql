-- Grain: one mention of an entity in an article.
with

source as (

    select * from {{ source('warehouse', 'mentions') }}

),

final as (

    select
        mention_id,
        article_id,
        entity_id,
        article_entity_id,
        start_char,
        end_char,
        surface,
        label,
        kind,
        sentence_number
    from source

)

select * from final
