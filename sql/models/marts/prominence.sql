-- Grain: an article and a named speaker whom it quotes; its quotations without a named speaker are
-- one row without speaker.
with

article_leads as (

    select * from {{ ref('article_leads') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}
    where kind = 'name'

),

articles as (

    select * from {{ ref('stg_articles') }}

),

quote_voices as (

    select * from {{ ref('said_voices') }}

),

quoted_words as (

    select
        article_id,
        cast(sum(quoted_words) as bigint) as quoted_words_of_article
    from (select distinct article_id, quote_id, quoted_words from quote_voices)
    group by article_id

),

titled as (

    select distinct
        mentions.article_id,
        mentions.entity_id
    from mentions
    inner join articles using (article_id)
    where contains(articles.title, mentions.surface)

),

counted as (

    select
        quote_voices.article_id,
        quote_voices.entity_id,
        any_value(quote_voices.entity_name) as entity_name,
        any_value(quote_voices.label) as label,
        any_value(quote_voices.gender) as gender,
        any_value(quote_voices.month) as month,
        count(*) as quotes,
        cast(sum(quote_voices.quoted_words) as bigint) as quoted_words,
        min(quote_voices.start_char) as first_quote_char,
        bool_or(quote_voices.block_kind = 'headline') as is_quoted_in_headline,
        bool_or(
            quote_voices.start_char >= article_leads.lead_start
            and quote_voices.start_char < article_leads.lead_end
        ) as is_quoted_in_lead
    from quote_voices
    inner join article_leads using (article_id)
    group by quote_voices.article_id, quote_voices.entity_id

),

final as (

    select
        counted.article_id,
        counted.entity_id,
        counted.month,
        counted.entity_name,
        counted.label,
        counted.gender,
        counted.quotes,
        counted.quoted_words,
        quoted_words.quoted_words_of_article,
        {{ ratio('counted.quoted_words', 'quoted_words.quoted_words_of_article') }} as share_words,
        counted.first_quote_char,
        {{ ratio('counted.first_quote_char', 'articles.char_count') }} as first_quote_position,
        row_number() over (
            partition by counted.article_id
            order by counted.first_quote_char, counted.entity_name, counted.entity_id
        ) as speaker_number,
        titled.entity_id is not null as is_named_in_title,
        counted.is_quoted_in_headline,
        counted.is_quoted_in_lead
    from counted
    inner join articles on counted.article_id = articles.article_id
    inner join quoted_words on counted.article_id = quoted_words.article_id
    left join titled
        on counted.article_id = titled.article_id
        and counted.entity_id = titled.entity_id

)

select * from final
