-- Every span holds at least one character and ends where its article ends, or before.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

mentions as (

    select mention_id, article_id, start_char, end_char from {{ ref('stg_mentions') }}
    union all
    select mention_id, article_id, start_char, end_char from {{ ref('stg_role_mentions') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}

),

spans as (

    select mention_id as span_of, article_id, start_char, end_char from mentions
    union all
    select quote_id, article_id, start_char, end_char from quotes
    union all
    select quote_id, quotes.article_id, quote_spans.start_char, quote_spans.end_char
    from quote_spans
    inner join quotes using (quote_id)

),

final as (

    select
        spans.span_of,
        spans.article_id,
        spans.start_char,
        spans.end_char,
        articles.char_count
    from spans
    inner join articles using (article_id)
    where
        spans.start_char < 0
        or spans.start_char >= spans.end_char
        or spans.end_char > length(articles.article_text)

)

select * from final
