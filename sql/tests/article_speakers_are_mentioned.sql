-- What an article presents as a speaker is a mention or a role mention in the quotation's article.
with

article_speakers as (

    select * from {{ ref('stg_article_speakers') }}

),

quotes as (

    select * from {{ ref('stg_quotes') }}

),

mentions as (

    select * from {{ ref('stg_mentions') }}

),

role_mentions as (

    select * from {{ ref('stg_role_mentions') }}

),

named as (

    select mention_id, article_id, article_entity_id from mentions
    where article_entity_id is not null
    union all
    select mention_id, article_id, null from role_mentions

),

final as (

    select
        article_speakers.quote_id,
        article_speakers.mention_id,
        article_speakers.article_entity_id
    from article_speakers
    inner join quotes using (quote_id)
    left join named
        on named.mention_id = article_speakers.mention_id
        and named.article_id = quotes.article_id
        and named.article_entity_id is not distinct from article_speakers.article_entity_id
    where named.mention_id is null

)

select * from final
