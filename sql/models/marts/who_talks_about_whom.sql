-- Grain: a speaker, an entity that their quotations mention, and a month.
-- Quotations without a named speaker are rows without speaker, articles without a known month are
-- rows without month, so that sums over this table are complete.
with

entities as (

    select * from {{ ref('stg_entities') }}

),

quote_mentions as (

    select * from {{ ref('quote_mentions') }}

),

quote_voices as (

    select * from {{ ref('said_voices') }}

),

counted as (

    select
        quote_voices.entity_id as speaker_id,
        quote_voices.entity_name as speaker_name,
        quote_voices.speaker_gender,
        quote_mentions.entity_id,
        quote_voices.month,
        count(*) as mentions,
        count(distinct quote_mentions.quote_id) as quotes,
        count(distinct quote_mentions.article_id) as articles
    from quote_mentions
    inner join quote_voices using (quote_id)
    group by all

),

final as (

    select
        counted.speaker_id,
        counted.entity_id,
        counted.month,
        counted.speaker_name,
        counted.speaker_gender,
        entities.entity_name,
        entities.label,
        entities.gender,
        coalesce(counted.speaker_id = counted.entity_id, false) as is_self,
        counted.mentions,
        counted.quotes,
        counted.articles
    from counted
    inner join entities using (entity_id)

)

select * from final
