-- Every article was read from a file that the ledger names, if only as gone.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

seed_files as (

    select * from {{ ref('stg_seed_files') }}

),

final as (

    select
        articles.article_id,
        articles.path
    from articles
    left join seed_files using (article_id)
    where seed_files.article_id is null

)

select * from final
