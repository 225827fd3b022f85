-- A quotation's text is the article's text between its offsets.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

final as (

    select
        quotes.quote_id,
        quotes.article_id,
        quotes.start_char,
        quotes.end_char,
        quotes.quote_text
    from quotes
    inner join articles using (article_id)
    where {{ span_text('quotes') }} != quotes.quote_text

)

select * from final
