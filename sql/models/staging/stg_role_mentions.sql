-- Grain: one role in an article that gives no name to it (der russische Außenminister).
with

source as (

    select * from {{ source('warehouse', 'role_mentions') }}

),

final as (

    select
        mention_id,
        article_id,
        start_char,
        end_char,
        surface,
        sentence_number,
        role as role_key,
        place,
        gender as role_gender
    from source

)

select * from final
