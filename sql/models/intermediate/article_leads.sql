-- Grain: an article.
-- Where its lead stands: the first paragraph after the headline, where the text repeats that. A
-- paragraph ends at an empty line, or at the end of its line in a text without any.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

begun as (

    select
        article_id,
        article_text,
        char_count,
        title,
        char_count - length(ltrim(article_text, e' \t\n')) as first_char
    from articles

),

titled as (

    select
        *,
        case
            when starts_with(substr(article_text, first_char + 1), title)
                then first_char + length(title)
            else first_char
        end as title_end
    from begun

),

started as (

    select
        *,
        char_count - length(ltrim(substr(article_text, title_end + 1), e' \t\n')) as lead_start,
        case when contains(article_text, e'\n\n') then e'\n\n' else e'\n' end as paragraph_end
    from titled

),

final as (

    select
        article_id,
        cast(lead_start as integer) as lead_start,
        cast(
            coalesce(
                lead_start
                + nullif(strpos(substr(article_text, lead_start + 1), paragraph_end), 0) - 1,
                char_count
            ) as integer
        ) as lead_end
    from started

)

select * from final
