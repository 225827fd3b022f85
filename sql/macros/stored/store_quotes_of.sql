{# `quotes_of(speaker)`: what somebody said, in order; a part of the name is enough. #}
{% macro store_quotes_of() %}
create or replace macro main.quotes_of(speaker) as table
    select
        articles.published_on,
        articles.date_precision,
        entities.name as speaker_name,
        quotes.type as quote_type,
        quotes.cue,
        quotes.text as quote_text,
        quotes.confidence as quote_confidence,
        articles.title,
        articles.path,
        quotes.quote_id,
        entities.entity_id as speaker_id
    from main.entities as entities
    inner join main.quote_speakers as quote_speakers
        on entities.entity_id = quote_speakers.entity_id
    inner join main.quotes as quotes
        on quote_speakers.quote_id = quotes.quote_id
    inner join main.articles as articles
        on quotes.article_id = articles.article_id
    where
        contains(lower(entities.name), lower(speaker))
        and quotes.factuality = 'said'
    order by
        articles.published_on,
        articles.path,
        quotes.start_char,
        quotes.quote_id,
        entities.name,
        entities.entity_id
{% endmacro %}
