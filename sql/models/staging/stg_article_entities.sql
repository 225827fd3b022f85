-- Grain: one entity that bears a name, as one article presents it.
with

source as (

    select * from {{ source('warehouse', 'article_entities') }}

),

final as (

    select
        article_entity_id,
        article_id,
        name as article_name,
        label,
        gender as article_gender,
        gender_source as article_gender_source,
        is_full,
        birth_year
    from source

)

select * from final
