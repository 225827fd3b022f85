-- Grain: an article, as last seen.
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

quotes as (

    select * from {{ ref('said_quotes') }}

),

quote_voices as (

    select * from {{ ref('said_voices') }}

),

mentions_counted as (

    select
        article_id,
        count(*) as mentions,
        count(distinct entity_id) filter (where label = 'PER') as persons,
        count(distinct entity_id) filter (where label = 'ORG') as organisations,
        count(distinct entity_id) filter (where label = 'LOC') as places
    from mentions
    group by article_id

),

voices_counted as (

    select
        article_id,
        count(distinct quote_id) filter (where entity_id is null) as quotes_without_speaker,
        count(distinct entity_id) as speakers,
        count(distinct entity_id) filter (where speaker_gender = 'female') as women,
        count(distinct entity_id) filter (where speaker_gender = 'male') as men,
        first(entity_name order by start_char, entity_name, entity_id)
            filter (where entity_id is not null)
            as first_speaker
    from quote_voices
    group by article_id

),

words_counted as (

    select distinct
        quote_id,
        quoted_words
    from quote_voices

),

quotes_counted as (

    select
        quotes.article_id,
        count(*) as quotes,
        count(*) filter (where quotes.quote_type = 'direct') as direct_quotes,
        cast(sum(words_counted.quoted_words) as bigint) as quoted_words,
        -- Words of a nested quotation are words of the one around it.
        cast(
            coalesce(
                sum(words_counted.quoted_words) filter (where quotes.parent_quote_id is null), 0
            ) as bigint
        ) as outer_quoted_words,
        -- Sums of decimals do not depend on the order of the rows.
        sum(cast(quotes.quote_confidence as decimal(18, 9))) as quote_confidence
    from quotes
    inner join words_counted using (quote_id)
    group by quotes.article_id

),

final as (

    select
        article_id,
        articles.path,
        articles.title,
        articles.published_on,
        articles.date_precision,
        article_months.month,
        articles.source,
        articles.author,
        articles.url,
        articles.token_count as tokens,
        {{ count_words('articles.article_text') }} as words,
        coalesce(mentions_counted.mentions, 0) as mentions,
        coalesce(mentions_counted.persons, 0) as persons,
        coalesce(mentions_counted.organisations, 0) as organisations,
        coalesce(mentions_counted.places, 0) as places,
        coalesce(quotes_counted.quotes, 0) as quotes,
        coalesce(quotes_counted.direct_quotes, 0) as direct_quotes,
        coalesce(voices_counted.quotes_without_speaker, 0) as quotes_without_speaker,
        coalesce(voices_counted.speakers, 0) as speakers,
        coalesce(voices_counted.women, 0) as women,
        coalesce(voices_counted.men, 0) as men,
        voices_counted.first_speaker,
        coalesce(quotes_counted.quoted_words, 0) as quoted_words,
        {{ ratio(
            'coalesce(quotes_counted.outer_quoted_words, 0)',
            count_words('articles.article_text')
        ) }} as share_quoted_words,
        {{ ratio('quotes_counted.quote_confidence', 'quotes_counted.quotes') }}
            as mean_quote_confidence
    from articles
    left join article_months using (article_id)
    left join mentions_counted using (article_id)
    left join quotes_counted using (article_id)
    left join voices_counted using (article_id)

)

select * from final
