-- Grain: an article, as last seen.
with

source as (

    select * from {{ source('warehouse', 'articles') }}

),

final as (

    select
        article_id,
        path,
        record,
        title,
        published_on,
        date_precision,
        language,
        published_at,
        source,
        outlet,
        author,
        authors,
        agency,
        url,
        section,
        tags,
        text as article_text,
        char_count,
        token_count,
        model_version,
        run_id,
        loaded_at
    from source

)

select * from final
