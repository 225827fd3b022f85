-- Grain: an article whose month of publication is known.
-- The one place that says which articles the reports by month count. An article of which only the
-- year is known stands in the table as 1 January; counted, it would make every January a peak.
with

article_dates as (

    select * from {{ ref('article_dates') }}

),

final as (

    select
        article_id,
        cast(date_trunc('month', published_on) as date) as month
    from article_dates
    where date_precision in ('day', 'month')

)

select * from final
