-- Reports hold what the tables hold: every quotation that was said, speaker, mention, article and
-- file is counted once where the report's grain says so, and nothing is counted that is not there.
with

articles as (

    select * from {{ ref('stg_articles') }}

),

article_months as (

    select * from {{ ref('article_months') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

every_quote as (

    select * from {{ ref('stg_quotes') }}

),

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_counts as (

    select * from {{ ref('quote_counts') }}

),

quote_speakers as (

    select * from {{ ref('stg_quote_speakers') }}

),

quote_spans as (

    select * from {{ ref('stg_quote_spans') }}

),

seed_files as (

    select * from {{ ref('stg_seed_files') }}

),

-- A quotation and a speaker of it, or nobody.
voices as (

    select
        quotes.quote_id,
        quotes.article_id,
        quote_speakers.entity_id,
        article_months.month
    from quotes
    left join quote_speakers using (quote_id)
    left join article_months using (article_id)

),

mentioned as (

    select count(*) as mentions
    from (
        select distinct voices.quote_id, voices.entity_id, mentions.mention_id
        from voices
        inner join quote_spans
            on voices.quote_id = quote_spans.quote_id
            and quote_spans.role = 'quote'
        inner join mentions
            on voices.article_id = mentions.article_id
            and mentions.start_char >= quote_spans.start_char
            and mentions.end_char <= quote_spans.end_char
    )

),

counted as (

    select
        'quote_lines' as report,
        (select count(*) from every_quote left join quote_speakers using (quote_id)) as in_tables,
        (select count(*) from {{ ref('quote_lines') }}) as in_report
    union all
    select
        'quote_lines: quotations',
        (select count(*) from every_quote),
        (select count(distinct quote_id) from {{ ref('quote_lines') }})
    union all
    select
        'share_of_voice_month: speakers',
        (select count(*) from voices where month is not null),
        (
            select coalesce(sum(quotes), 0) from {{ ref('share_of_voice_month') }}
            where voice_kind = 'speaker'
        )
    union all
    select
        'share_of_voice_month: types',
        (select count(*) from quotes inner join article_months using (article_id)),
        (
            select coalesce(sum(quotes), 0) from {{ ref('share_of_voice_month') }}
            where voice_kind = 'quote_type'
        )
    union all
    select
        'share_of_voice_month: words of types',
        (
            select coalesce(sum(quote_counts.quoted_words), 0)
            from quotes
            inner join article_months using (article_id)
            inner join quote_counts using (quote_id)
        ),
        (
            select coalesce(sum(quoted_words), 0) from {{ ref('share_of_voice_month') }}
            where voice_kind = 'quote_type'
        )
    union all
    select
        'gender_balance_month: quotations without a named speaker',
        (select count(*) from voices where month is not null and entity_id is null),
        (
            select coalesce(sum(quotes), 0) from {{ ref('gender_balance_month') }}
            where speaker_gender = 'unresolved'
        )
    union all
    select
        'gender_balance_month: speakers',
        (
            select count(*)
            from (select distinct month, entity_id from voices)
            where month is not null and entity_id is not null
        ),
        (select coalesce(sum(speakers), 0) from {{ ref('gender_balance_month') }})
    union all
    select
        'who_talks_about_whom',
        (select mentions from mentioned),
        (select coalesce(sum(mentions), 0) from {{ ref('who_talks_about_whom') }})
    union all
    select
        'cue_profile',
        (select count(*) from voices),
        (select coalesce(sum(quotes), 0) from {{ ref('cue_profile') }})
    union all
    select
        'prominence',
        (select count(*) from voices),
        (select coalesce(sum(quotes), 0) from {{ ref('prominence') }})
    union all
    select
        'article_overview',
        (select count(*) from articles),
        (select count(*) from {{ ref('article_overview') }})
    union all
    select
        'article_overview: quotations',
        (select count(*) from quotes),
        (select coalesce(sum(quotes), 0) from {{ ref('article_overview') }})
    union all
    select
        'article_overview: mentions',
        (select count(*) from mentions),
        (select coalesce(sum(mentions), 0) from {{ ref('article_overview') }})
    union all
    select
        'new_voices: quotations',
        (select count(*) from voices where month is not null and entity_id is not null),
        (select coalesce(sum(quotes), 0) from {{ ref('new_voices') }})
    union all
    select
        'ingestion_quality: files',
        (select count(*) from seed_files),
        (select coalesce(sum(files), 0) from {{ ref('ingestion_quality') }})
    union all
    select
        'ingestion_quality: records',
        (select count(*) from {{ ref('stg_seed_records') }}),
        (select coalesce(sum(records), 0) from {{ ref('ingestion_quality') }})
    union all
    select
        'ingestion_quality: articles',
        (select count(*) from articles),
        (select coalesce(sum(articles), 0) from {{ ref('ingestion_quality') }})
    union all
    select
        'ingestion_quality: quotations',
        (select count(*) from every_quote),
        (select coalesce(sum(quotes), 0) from {{ ref('ingestion_quality') }})
    union all
    select
        'calendar: articles',
        (select count(*) from articles where date_precision = 'day'),
        (select coalesce(sum(articles), 0) from {{ ref('calendar') }})
    union all
    select
        'calendar_months: articles',
        (select count(*) from article_months),
        (select coalesce(sum(articles), 0) from {{ ref('calendar_months') }})
    union all
    select
        'calendar_months: quotations',
        (select count(*) from quotes inner join article_months using (article_id)),
        (select coalesce(sum(quotes), 0) from {{ ref('calendar_months') }})
    union all
    select
        'entity_trend: articles',
        (
            select count(*)
            from (select distinct article_id, entity_id from mentions)
            inner join article_months using (article_id)
        ),
        (select coalesce(sum(articles), 0) from {{ ref('entity_trend') }})

),

final as (

    select * from counted
    where in_tables != in_report

)

select * from final
