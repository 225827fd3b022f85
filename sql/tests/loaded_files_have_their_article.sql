-- The article of a loaded seed file is in the warehouse, under the path of that file; that of a
-- loaded record under its name as well.
with

seed_files as (

    select * from {{ ref('stg_seed_files') }}

),

seed_records as (

    select * from {{ ref('stg_seed_records') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

loaded as (

    select
        path,
        null as record,
        article_id
    from seed_files
    where
        file_status = 'loaded'
        and records is null
    union all
    select
        path,
        record,
        article_id
    from seed_records
    where record_status = 'loaded'

),

final as (

    select
        loaded.path,
        loaded.record,
        loaded.article_id,
        articles.path as path_of_the_article,
        articles.record as record_of_the_article
    from loaded
    left join articles using (article_id)
    where
        articles.path is distinct from loaded.path
        or articles.record is distinct from loaded.record

)

select * from final
