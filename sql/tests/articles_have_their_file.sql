-- The ledger names the file of every article, if only as gone, or as rejected since.
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
    left join seed_files using (path)
    where seed_files.path is null

)

select * from final
