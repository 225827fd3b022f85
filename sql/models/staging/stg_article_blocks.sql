-- Grain: one block of an article's text.
with

source as (

    select * from {{ source('warehouse', 'article_blocks') }}

),

final as (

    select
        article_id,
        block_number,
        start_char,
        end_char,
        kind as block_kind,
        told_by
    from source

)

select * from final
