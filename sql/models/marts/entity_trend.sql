-- Grain: an entity and a month of the calendar in which an article mentioned it, or in the twelve
-- months before which at least five articles did.
-- The share of articles that mention it, against the twelve months before, by a test of two
-- proportions. With thousands of entities a month, one in a hundred differs by chance at |z| 2.58.
with

calendar_months as (

    select * from {{ ref('calendar_months') }}

),

mentions_by_entity_month as (

    select * from {{ ref('mentions_by_entity_month') }}

),

-- An article counts in its own month, and in each of the next twelve as one of the months before.
lags as (

    select unnest(range(13)) as lag

),

entities_counted as (

    select
        mentions.entity_id,
        cast(mentions.month + to_months(cast(lags.lag as integer)) as date) as month,
        any_value(mentions.entity_name) as entity_name,
        any_value(mentions.label) as label,
        coalesce(sum(mentions.articles) filter (where lags.lag = 0), 0) as articles,
        coalesce(sum(mentions.articles) filter (where lags.lag > 0), 0) as articles_before
    from mentions_by_entity_month as mentions
    cross join lags
    group by 1, 2

),

months_counted as (

    select
        cast(calendar_months.month + to_months(cast(lags.lag as integer)) as date) as month,
        sum(calendar_months.articles) filter (where lags.lag = 0) as articles_of_month,
        coalesce(sum(calendar_months.articles) filter (where lags.lag > 0), 0)
            as articles_of_months_before,
        count(*) filter (where lags.lag > 0) as months_before
    from calendar_months
    cross join lags
    group by 1

),

counted as (

    select
        entities_counted.entity_id,
        entities_counted.month,
        entities_counted.entity_name,
        entities_counted.label,
        cast(entities_counted.articles as bigint) as articles,
        cast(months_counted.articles_of_month as bigint) as articles_of_month,
        cast(entities_counted.articles_before as bigint) as articles_before,
        cast(months_counted.articles_of_months_before as bigint) as articles_of_months_before,
        months_counted.months_before
    from entities_counted
    inner join months_counted using (month)
    where
        months_counted.articles_of_month > 0
        and (entities_counted.articles > 0 or entities_counted.articles_before >= 5)

),

compared as (

    select
        *,
        {{ ratio('articles', 'articles_of_month') }} as share_articles,
        {{ ratio('articles_before', 'articles_of_months_before') }} as share_before,
        {{ ratio('articles + articles_before', 'articles_of_month + articles_of_months_before') }}
            as share_both
    from counted

),

tested as (

    select
        *,
        (share_articles - share_before) / nullif(
            sqrt(
                share_both * (1 - share_both)
                * (1.0 / articles_of_month + 1.0 / nullif(articles_of_months_before, 0))
            ),
            0
        ) as z,
        share_both * least(articles_of_month, articles_of_months_before) as smallest_expected
    from compared

),

final as (

    select
        entity_id,
        month,
        entity_name,
        label,
        articles,
        articles_of_month,
        articles_before,
        articles_of_months_before,
        months_before,
        share_articles,
        {{ wilson_low('share_articles', 'articles_of_month') }} as share_articles_low,
        {{ wilson_high('share_articles', 'articles_of_month') }} as share_articles_high,
        share_before,
        share_articles / nullif(share_before, 0) as times_before,
        z,
        case
            when smallest_expected < 5 then 'too_few'
            when z >= 2.58 then 'rising'
            when z <= -2.58 then 'falling'
            else 'steady'
        end as trend
    from tested

)

select * from final
