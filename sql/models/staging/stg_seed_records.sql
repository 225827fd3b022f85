-- Grain: a record ever seen in a file that holds many, with what became of it.
with

source as (

    select * from {{ source('warehouse', 'seed_records') }}

),

final as (

    select
        path,
        record,
        content_hash,
        status as record_status,
        reason,
        article_id,
        first_seen_at,
        last_seen_at,
        run_id
    from source

)

select * from final
