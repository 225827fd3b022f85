-- Grain: a speaker and a class of the words by which their quotations are announced.
-- Classes come from the list of cue words (words/cue_words.csv). Quotations without a named speaker
-- are one group, without speaker.
with

quote_voices as (

    select * from {{ ref('said_voices') }}

),

counted as (

    select
        entity_id,
        entity_name,
        label,
        gender,
        cue_class,
        count(*) as quotes
    from quote_voices
    group by all

),

totals as (

    select
        entity_id,
        count(*) filter (where cue_class not in ('none', 'unlisted')) as quotes_with_class
    from quote_voices
    group by entity_id

),

shared as (

    select
        counted.*,
        totals.quotes_with_class,
        case
            when counted.cue_class not in ('none', 'unlisted')
                then {{ ratio('counted.quotes', 'totals.quotes_with_class') }}
        end as share_quotes
    from counted
    inner join totals on counted.entity_id is not distinct from totals.entity_id

),

final as (

    select
        entity_id,
        cue_class,
        entity_name,
        label,
        gender,
        quotes,
        quotes_with_class,
        share_quotes,
        {{ wilson_low('share_quotes', 'quotes_with_class') }} as share_quotes_low,
        {{ wilson_high('share_quotes', 'quotes_with_class') }} as share_quotes_high
    from shared

)

select * from final
