-- Grain: a speaker of a quotation in an article that gets a page.
select
    quotes.article_id,
    quotes.quote_id,
    entities.entity_id,
    entities.name,
    quote_speakers.method,
    quote_speakers.confidence
from main.quote_speakers
inner join main.quotes using (quote_id)
inner join main.entities using (entity_id)
where list_contains($articles, quotes.article_id)
order by quotes.article_id, quotes.start_char, quotes.quote_id, entities.name, entities.entity_id
