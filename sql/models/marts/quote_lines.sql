-- Grain: one quotation and one named speaker of it; a quotation without a named speaker has one row.
-- The table to start from: everything about a quotation in one row, also of what was not said (see
-- `factuality`). A view, so that the words are not stored twice.
{{ config(materialized='view') }}

with

articles as (

    select * from {{ ref('stg_articles') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_voices as (

    select * from {{ ref('quote_voices') }}

),

final as (

    select
        quotes.quote_id,
        quote_voices.entity_id as speaker_id,
        quote_voices.entity_name as speaker_name,
        quote_voices.label as speaker_label,
        quote_voices.speaker_gender,
        quote_voices.speaker_status,
        quotes.speaker_surface,
        quotes.addressee_surface,
        quotes.quote_type,
        quotes.medium,
        quotes.factuality,
        quotes.quote_text,
        quote_voices.quoted_words,
        quotes.cue,
        quote_voices.cue_class,
        quotes.quote_confidence,
        quotes.parent_quote_id,
        quotes.block_kind,
        quotes.start_char,
        quotes.end_char,
        articles.article_id,
        articles.path,
        articles.title,
        articles.outlet,
        articles.section,
        articles.author,
        articles.url,
        articles.published_on,
        articles.date_precision,
        quote_voices.month
    from quotes
    inner join articles using (article_id)
    inner join quote_voices using (quote_id)

)

select * from final
