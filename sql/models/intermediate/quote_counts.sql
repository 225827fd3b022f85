-- Grain: one quotation in an article.
-- Counts the words of the quotation's own spans, so that an interruption (", sagte sie, ") is not
-- counted among the words that were said.
{{ config(materialized='table') }}

with

articles as (

    select * from {{ ref('stg_articles') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}

),

quote_speakers as (

    select * from {{ ref('stg_quote_speakers') }}

),

words_counted as (

    select
        quote_spans.quote_id,
        sum({{ count_words(span_text('quote_spans')) }}) as quoted_words
    from quote_spans
    inner join quotes using (quote_id)
    inner join articles using (article_id)
    where quote_spans.role = 'quote'
    group by quote_spans.quote_id

),

speakers_counted as (

    select
        quote_id,
        count(*) as speakers
    from quote_speakers
    group by quote_id

),

final as (

    select
        quote_id,
        cast(coalesce(words_counted.quoted_words, 0) as bigint) as quoted_words,
        coalesce(speakers_counted.speakers, 0) as speakers
    from quotes
    left join words_counted using (quote_id)
    left join speakers_counted using (quote_id)

)

select * from final
