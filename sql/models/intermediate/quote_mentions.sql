-- Grain: one mention that stands inside one quotation.
-- A mention in a nested quotation stands in that one and in the one around it. Interruptions
-- (", sagte Blum, ") are no part of a quotation.
{{ config(materialized='table') }}

with

mentions as (

    select * from {{ ref('stg_mentions') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}

),

final as (

    select distinct
        quotes.quote_id,
        mentions.mention_id,
        quotes.article_id,
        mentions.entity_id
    from quotes
    inner join quote_spans using (quote_id)
    inner join mentions
        on quotes.article_id = mentions.article_id
        and quote_spans.start_char <= mentions.start_char
        and quote_spans.end_char >= mentions.end_char
    where quote_spans.role = 'quote'

)

select * from final
