-- A nested quotation stands in the article of the one it is nested in.
with

quotes as (

    select * from {{ ref('stg_quotes') }}

),

final as (

    select
        quotes.quote_id,
        quotes.article_id,
        quotes.parent_quote_id,
        parents.article_id as article_id_of_the_parent
    from quotes
    inner join quotes as parents
        on quotes.parent_quote_id = parents.quote_id
    where quotes.article_id != parents.article_id

)

select * from final
