-- The ledger names the file of every article, if only as gone, or as rejected since, and the record
-- of every article that is one of many.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

seed_files as (

    select * from {{ ref('stg_seed_files') }}

),

seed_records as (

    select * from {{ ref('stg_seed_records') }}

),

final as (

    select
        articles.article_id,
        articles.path,
        articles.record
    from articles
    left join seed_files using (path)
    left join seed_records
        on
            articles.path = seed_records.path
            and articles.record = seed_records.record
    where
        seed_files.path is null
        or (articles.record is not null and seed_records.record is null)

)

select * from final
