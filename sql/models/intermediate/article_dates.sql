-- Grain: an article whose date of publication may be right.
-- The one place that says which dates the reports believe: none after the day after the one on which
-- the article was loaded (in UTC). An article that was loaded without a date, or with one that was
-- still to come, is in no month and no day.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

final as (

    select
        article_id,
        published_on,
        date_precision
    from articles
    where published_on <= cast(loaded_at as date) + 1

)

select * from final
