-- Grain: a pair of entities that an article mentions both, and a month.
-- Pairs that one article alone brings together, in all months, are left out: one article cannot
-- tell company from chance, and there are more such pairs than all others. Association is measured
-- within the month: articles with both, with either, with neither.
with

article_months as (

    select * from {{ ref('article_months') }}

),

entities as (

    select * from {{ ref('stg_entities') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

appearances as (

    select distinct
        article_months.month,
        mentions.article_id,
        mentions.entity_id
    from mentions
    inner join article_months using (article_id)

),

-- A pair of two articles needs two entities of two articles; most have one.
frequent as (

    select *
    from appearances
    qualify count(*) over (partition by entity_id) > 1

),

pairs as (

    select
        one.entity_id,
        other.entity_id as other_entity_id,
        one.month,
        count(*) as articles
    from frequent as one
    inner join frequent as other
        on one.article_id = other.article_id
        and one.entity_id < other.entity_id
    group by one.entity_id, other.entity_id, one.month

),

kept as (

    select *
    from pairs
    qualify sum(articles) over (partition by entity_id, other_entity_id) > 1

),

entities_counted as (

    select
        entity_id,
        month,
        count(*) as articles
    from appearances
    group by entity_id, month

),

months as (

    select
        month,
        count(*) as articles
    from article_months
    group by month

),

counted as (

    select
        kept.entity_id,
        kept.other_entity_id,
        kept.month,
        kept.articles,
        one.articles as articles_entity,
        other.articles as articles_other,
        months.articles as articles_of_month,
        cast(one.articles as double) * other.articles / months.articles as expected_articles
    from kept
    inner join entities_counted as one
        on kept.entity_id = one.entity_id
        and kept.month = one.month
    inner join entities_counted as other
        on kept.other_entity_id = other.entity_id
        and kept.month = other.month
    inner join months on kept.month = months.month

),

measured as (

    select
        *,
        log2(articles / expected_articles) as pmi,
        2 * (
            {{ observed_times_log('articles', 'expected_articles') }}
            + {{ observed_times_log(
                'articles_entity - articles', 'articles_entity - expected_articles'
            ) }}
            + {{ observed_times_log(
                'articles_other - articles', 'articles_other - expected_articles'
            ) }}
            + {{ observed_times_log(
                'articles_of_month - articles_entity - articles_other + articles',
                'articles_of_month - articles_entity - articles_other + expected_articles'
            ) }}
        ) as log_likelihood
    from counted

),

final as (

    select
        measured.entity_id,
        measured.other_entity_id,
        measured.month,
        one.entity_name,
        one.label,
        other.entity_name as other_entity_name,
        other.label as other_label,
        measured.articles,
        measured.articles_entity,
        measured.articles_other,
        measured.articles_of_month,
        measured.expected_articles,
        measured.pmi,
        case
            when measured.articles = measured.articles_of_month then 0
            else measured.pmi / -log2(measured.articles / measured.articles_of_month)
        end as npmi,
        greatest(0, measured.log_likelihood) as log_likelihood
    from measured
    inner join entities as one on measured.entity_id = one.entity_id
    inner join entities as other on measured.other_entity_id = other.entity_id

)

select * from final
