-- Grain: what became of seed files, and of the records of those that hold many, and why, as it is now:
-- one status and one reason.
-- Articles and quotations are those of the files' own articles; a gone file's article stays, and so
-- does that of a file which has become unreadable, so that all articles are counted.
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

quotes as (

    select * from {{ ref('stg_quotes') }}

),

quote_voices as (

    select * from {{ ref('quote_voices') }}

),

statuses as (

    select
        quote_id,
        any_value(speaker_status) as speaker_status
    from quote_voices
    group by quote_id

),

quotes_counted as (

    select
        quotes.article_id,
        count(*) as quotes,
        count(*) filter (where statuses.speaker_status = 'unnamed') as quotes_unnamed_speaker,
        count(*) filter (where statuses.speaker_status = 'none') as quotes_no_speaker,
        -- Sums of decimals do not depend on the order of the rows.
        sum(cast(quotes.quote_confidence as decimal(18, 9))) as quote_confidence
    from quotes
    inner join statuses using (quote_id)
    group by quotes.article_id

),

-- Which file a duplicate repeats, and which byte is damaged, differs from file to file.
reasons as (

    select
        path,
        record,
        file_status,
        case
            when file_status = 'duplicate' then 'same article as another file'
            else regexp_replace(reason, 'byte \d+', 'byte …', 'g')
        end as reason,
        size_bytes
    from (
        select
            path,
            null as record,
            file_status,
            reason,
            size_bytes
        from seed_files
        union all
        select
            path,
            record,
            record_status,
            reason,
            null
        from seed_records
    )

),

final as (

    select
        reasons.file_status,
        reasons.reason,
        count(*) filter (where reasons.record is null) as files,
        count(reasons.record) as records,
        cast(coalesce(sum(reasons.size_bytes), 0) as bigint) as size_bytes,
        count(articles.article_id) as articles,
        cast(coalesce(sum(quotes_counted.quotes), 0) as bigint) as quotes,
        cast(coalesce(sum(quotes_counted.quotes_unnamed_speaker), 0) as bigint)
            as quotes_unnamed_speaker,
        cast(coalesce(sum(quotes_counted.quotes_no_speaker), 0) as bigint) as quotes_no_speaker,
        {{ ratio(
            'sum(quotes_counted.quotes_unnamed_speaker + quotes_counted.quotes_no_speaker)',
            'sum(quotes_counted.quotes)'
        ) }} as share_quotes_without_speaker,
        {{ ratio('sum(quotes_counted.quote_confidence)', 'sum(quotes_counted.quotes)') }}
            as mean_quote_confidence
    from reasons
    left join articles
        on
            reasons.path = articles.path
            and reasons.record is not distinct from articles.record
    left join quotes_counted
        on articles.article_id = quotes_counted.article_id
    group by reasons.file_status, reasons.reason

)

select * from final
