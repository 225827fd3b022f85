-- The surface of a mention or role mention is the article's text between its offsets.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

mentions as (

    select mention_id, article_id, start_char, end_char, surface
    from {{ ref('stg_mentions') }}
    union all
    select mention_id, article_id, start_char, end_char, surface
    from {{ ref('stg_role_mentions') }}

),

final as (

    select
        mentions.mention_id,
        mentions.article_id,
        mentions.start_char,
        mentions.end_char,
        mentions.surface
    from mentions
    inner join articles using (article_id)
    where {{ span_text('mentions') }} != mentions.surface

)

select * from final
