-- Grain: a quotation behind the numbers of one person or organisation and a class of cues.
with
shown as (
    select
        unnest($cue_entities::varchar[]) as entity_id,
        unnest($cue_classes::varchar[]) as cue_class,
        unnest(range(len($cue_classes::varchar[]))) as place
)
select
    shown.entity_id,
    voices.entity_name as name,
    shown.cue_class,
    quotes.cue,
    quotes.quote_id,
    quotes.text as quote,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from shown
inner join staging.said_voices as voices
    on shown.entity_id = voices.entity_id
    and shown.cue_class = voices.cue_class
inner join main.quotes on voices.quote_id = quotes.quote_id
inner join main.articles on quotes.article_id = articles.article_id
order by
    shown.place,
    articles.published_on desc nulls last,
    articles.path,
    quotes.start_char,
    quotes.quote_id
