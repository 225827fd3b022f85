-- Grain: a quotation of the period or of the one before, and one of its speakers, or none.
select
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article,
    articles.url,
    entities.entity_id,
    entities.name as speaker,
    quotes.quote_id,
    quotes.text as quote,
    quotes.type,
    quotes.medium,
    quotes.cue,
    counted_quotes.cue_class,
    quotes.speaker_surface,
    counted_quotes.words,
    quotes.confidence,
    counted_quotes.month,
    counted_quotes.part
from counted_quotes
inner join main.quotes using (quote_id)
inner join main.articles on quotes.article_id = articles.article_id
left join main.quote_speakers using (quote_id)
left join main.entities using (entity_id)
where counted_quotes.part is not null
order by
    articles.published_on desc nulls last,
    articles.path,
    quotes.start_char,
    quotes.quote_id,
    entities.name,
    entities.entity_id
