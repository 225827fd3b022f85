-- A quotation starts with its first span and ends with its last; every quotation has a span.
with

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}

),

reach as (

    select
        quote_id,
        min(start_char) as first_char,
        max(end_char) as last_char
    from quote_spans
    where role = 'quote'
    group by quote_id

),

final as (

    select
        quotes.quote_id,
        quotes.start_char,
        quotes.end_char,
        reach.first_char,
        reach.last_char
    from quotes
    left join reach using (quote_id)
    where
        quotes.start_char is distinct from reach.first_char
        or quotes.end_char is distinct from reach.last_char

)

select * from final
