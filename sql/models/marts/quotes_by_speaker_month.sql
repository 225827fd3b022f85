-- Grain: a speaker and a month in which an article quoted them.
-- A quotation of several speakers counts for each of them.
with

quote_voices as (

    select * from {{ ref('said_voices') }}
    where
        entity_id is not null
        and month is not null

),

counted as (

    select
        entity_id,
        month,
        entity_name,
        label,
        gender,
        count(*) as quotes,
        count(*) filter (where quote_type = 'direct') as direct_quotes,
        cast(sum(quoted_words) as bigint) as quoted_words,
        count(distinct article_id) as articles
    from quote_voices
    group by all

),

final as (

    select
        *,
        {{ ratio('direct_quotes', 'quotes') }} as share_direct_quotes
    from counted

)

select * from final
