-- `char_count` is the length of the article's text.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

final as (

    select article_id, char_count, length(article_text) as characters
    from articles
    where char_count != length(article_text)

)

select * from final
