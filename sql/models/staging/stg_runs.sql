-- Grain: one published run.
with

source as (

    select * from {{ source('warehouse', 'runs') }}

),

final as (

    select
        run_id,
        started_at,
        finished_at,
        status as run_status,
        files_found,
        files_new,
        files_changed,
        files_gone,
        files_duplicate,
        files_rejected,
        records_found,
        records_rejected,
        articles_loaded,
        mentions_loaded,
        quotes_loaded,
        model_version,
        code_version,
        link_version,
        reports_version
    from source

)

select * from final
