-- The article of a loaded seed file is in the warehouse, under the path of that file.
with

seed_files as (

    select * from {{ ref('stg_seed_files') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

final as (

    select
        seed_files.path,
        seed_files.article_id,
        articles.path as path_of_the_article
    from seed_files
    left join articles using (article_id)
    where
        seed_files.file_status = 'loaded'
        and articles.path is distinct from seed_files.path

)

select * from final
