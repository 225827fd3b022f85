-- Grain: one published run.
-- Files are counted as the run found them; articles, mentions and quotes as they are now: those
-- that the run wrote and that no later run has replaced. A view, as the only report that every run
-- changes: a night without news builds none.
{{ config(materialized='view') }}

with

runs as (

    select * from {{ ref('stg_runs') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

article_months as (

    select * from {{ ref('article_months') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_counts as (

    select * from {{ ref('quote_counts') }}

),

articles_counted as (

    select
        articles.run_id,
        count(*) as articles,
        count(*) filter (where article_months.month is null) as articles_without_month,
        count(*) filter (where articles.title is null) as articles_without_title,
        cast(sum(articles.token_count) as bigint) as tokens
    from articles
    left join article_months using (article_id)
    group by articles.run_id

),

mentions_counted as (

    select
        articles.run_id,
        count(*) as mentions
    from mentions
    inner join articles using (article_id)
    group by articles.run_id

),

quotes_counted as (

    select
        articles.run_id,
        count(*) as quotes,
        count(*) filter (where quote_counts.speakers = 0) as quotes_without_speaker,
        -- Sums of decimals do not depend on the order of the rows.
        sum(cast(quotes.quote_confidence as decimal(18, 9))) as quote_confidence
    from quotes
    inner join quote_counts using (quote_id)
    inner join articles using (article_id)
    group by articles.run_id

),

final as (

    select
        run_id,
        runs.started_at,
        runs.finished_at,
        runs.model_version,
        runs.code_version,
        runs.files_found,
        runs.files_found - runs.files_duplicate - runs.files_rejected as files_loaded,
        runs.files_new,
        runs.files_changed,
        runs.files_gone,
        runs.files_duplicate,
        runs.files_rejected,
        {{ ratio('runs.files_rejected', 'runs.files_found') }} as share_files_rejected,
        runs.articles_loaded,
        coalesce(articles_counted.articles, 0) as articles,
        coalesce(articles_counted.articles_without_month, 0) as articles_without_month,
        coalesce(articles_counted.articles_without_title, 0) as articles_without_title,
        coalesce(articles_counted.tokens, 0) as tokens,
        coalesce(mentions_counted.mentions, 0) as mentions,
        coalesce(quotes_counted.quotes, 0) as quotes,
        coalesce(quotes_counted.quotes_without_speaker, 0) as quotes_without_speaker,
        {{ ratio('quotes_counted.quotes_without_speaker', 'quotes_counted.quotes') }}
            as share_quotes_without_speaker,
        {{ ratio('quotes_counted.quote_confidence', 'quotes_counted.quotes') }}
            as mean_quote_confidence
    from runs
    left join articles_counted using (run_id)
    left join mentions_counted using (run_id)
    left join quotes_counted using (run_id)

)

select * from final
