-- Grain: a file ever seen in the seed folder, with what became of it.
with

source as (

    select * from {{ source('warehouse', 'seed_files') }}

),

final as (

    select
        path,
        content_hash,
        size_bytes,
        status as file_status,
        reason,
        article_id,
        first_seen_at,
        last_seen_at,
        run_id,
        format,
        records,
        read_with
    from source

)

select * from final
