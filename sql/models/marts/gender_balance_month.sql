-- Grain: a month in which an article quoted somebody, and a gender of speakers.
-- Every month has all five rows, so that nothing is hidden: women, men, persons of unknown gender,
-- speakers that are no persons, and quotations without a named speaker. Shares among women and men
-- alone are in columns of their own (…_known).
with

quote_voices as (

    select * from {{ ref('said_voices') }}
    where month is not null

),

genders as (

    select unnest(['female', 'male', 'unknown', 'not_a_person', 'unresolved']) as speaker_gender

),

-- A quotation of two women is one quotation of women.
voices as (

    select distinct quote_id, month, speaker_gender, quoted_words from quote_voices

),

counted as (

    select
        month,
        speaker_gender,
        count(*) as quotes,
        cast(sum(quoted_words) as bigint) as quoted_words
    from voices
    group by month, speaker_gender

),

speakers_counted as (

    select
        month,
        speaker_gender,
        count(distinct entity_id) as speakers
    from quote_voices
    group by month, speaker_gender

),

quotes as (

    select
        quote_id,
        month,
        any_value(quoted_words) as quoted_words,
        bool_or(speaker_gender in ('female', 'male')) as is_known
    from quote_voices
    group by quote_id, month

),

months as (

    select
        month,
        count(*) as quotes_of_month,
        count(*) filter (where is_known) as quotes_known,
        cast(coalesce(sum(quoted_words) filter (where is_known), 0) as bigint) as words_known
    from quotes
    group by month

),

speakers_known as (

    select
        month,
        count(distinct entity_id) as speakers_known
    from quote_voices
    where speaker_gender in ('female', 'male')
    group by month

),

shared as (

    select
        months.month,
        genders.speaker_gender,
        coalesce(speakers_counted.speakers, 0) as speakers,
        coalesce(counted.quotes, 0) as quotes,
        coalesce(counted.quoted_words, 0) as quoted_words,
        months.quotes_of_month,
        case when genders.speaker_gender in ('female', 'male') then months.quotes_known end
            as quotes_known,
        case
            when genders.speaker_gender in ('female', 'male')
                then coalesce(speakers_known.speakers_known, 0)
        end as speakers_known,
        case when genders.speaker_gender in ('female', 'male') then months.words_known end
            as words_known
    from months
    cross join genders
    left join counted using (month, speaker_gender)
    left join speakers_counted using (month, speaker_gender)
    left join speakers_known using (month)

),

divided as (

    select
        *,
        {{ ratio('quotes', 'quotes_of_month') }} as share_quotes,
        {{ ratio('speakers', 'speakers_known') }} as share_speakers_known,
        {{ ratio('quotes', 'quotes_known') }} as share_quotes_known,
        {{ ratio('quoted_words', 'words_known') }} as share_words_known
    from shared

),

final as (

    select
        month,
        speaker_gender,
        speakers,
        quotes,
        quoted_words,
        quotes_of_month,
        speakers_known,
        quotes_known,
        words_known,
        share_quotes,
        {{ wilson_low('share_quotes', 'quotes_of_month') }} as share_quotes_low,
        {{ wilson_high('share_quotes', 'quotes_of_month') }} as share_quotes_high,
        share_speakers_known,
        {{ wilson_low('share_speakers_known', 'speakers_known') }} as share_speakers_known_low,
        {{ wilson_high('share_speakers_known', 'speakers_known') }} as share_speakers_known_high,
        share_quotes_known,
        {{ wilson_low('share_quotes_known', 'quotes_known') }} as share_quotes_known_low,
        {{ wilson_high('share_quotes_known', 'quotes_known') }} as share_quotes_known_high,
        share_words_known,
        {{ wilson_low('share_words_known', 'quotes_known') }} as share_words_known_low,
        {{ wilson_high('share_words_known', 'quotes_known') }} as share_words_known_high
    from divided

)

select * from final
