-- A speaker's mention stands in the quotation's article and is a mention of that entity.
with

quote_speakers as (

    select * from {{ ref('stg_quote_speakers') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

final as (

    select
        quote_speakers.quote_id,
        quote_speakers.entity_id,
        quote_speakers.mention_id,
        mentions.entity_id as entity_id_of_the_mention,
        mentions.article_id as article_id_of_the_mention
    from quote_speakers
    inner join quotes using (quote_id)
    inner join mentions using (mention_id)
    where
        mentions.entity_id != quote_speakers.entity_id
        or mentions.article_id != quotes.article_id

)

select * from final
