-- Grain: a speaker whom an article of a known month quotes, with the month in which they were first
-- quoted.
-- Of articles of the same month, one whose day is known goes before one whose day is not.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

calendar_months as (

    select * from {{ ref('calendar_months') }}

),

quote_voices as (

    select * from {{ ref('said_voices') }}
    where
        month is not null
        and entity_id is not null

),

ordered as (

    select
        quote_voices.*,
        articles.path,
        articles.published_on,
        articles.date_precision,
        min(quote_voices.month) over (partition by quote_voices.entity_id) as first_month,
        row_number() over (
            partition by quote_voices.entity_id
            order by
                quote_voices.month,
                articles.date_precision = 'day' desc,
                articles.published_on,
                articles.path,
                quote_voices.start_char,
                quote_voices.quote_id
        ) as number
    from quote_voices
    inner join articles using (article_id)

),

counted as (

    select
        entity_id,
        count(*) as quotes,
        count(*) filter (where month = first_month) as quotes_in_first_month,
        cast(sum(quoted_words) as bigint) as quoted_words
    from ordered
    group by entity_id

),

-- Months with articles before each one: in the first ones everybody is new.
months as (

    select
        month,
        coalesce(
            sum(cast(articles > 0 as integer)) over (
                order by month rows between unbounded preceding and 1 preceding
            ),
            0
        ) as months_before
    from calendar_months

),

final as (

    select
        ordered.entity_id,
        ordered.entity_name,
        ordered.label,
        ordered.gender,
        ordered.first_month,
        cast(months.months_before as bigint) as months_before,
        ordered.article_id as first_article_id,
        ordered.path as first_path,
        case when ordered.date_precision = 'day' then ordered.published_on end as first_day,
        ordered.quote_id as first_quote_id,
        counted.quotes_in_first_month,
        counted.quotes,
        counted.quoted_words
    from ordered
    inner join counted using (entity_id)
    inner join months on ordered.first_month = months.month
    where ordered.number = 1

)

select * from final
