{# `quotes_about(subject)`: what was said that mentions somebody or something, in order; a part of the
   name is enough. #}
{% macro store_quotes_about() %}
create or replace macro main.quotes_about(subject) as table
    select distinct
        articles.published_on,
        articles.date_precision,
        speakers.name as speaker_name,
        subjects.name as subject_name,
        quotes.type as quote_type,
        quotes.cue,
        quotes.text as quote_text,
        articles.title,
        articles.path,
        quotes.quote_id,
        speakers.entity_id as speaker_id,
        subjects.entity_id as subject_id
    from main.entities as subjects
    inner join main.mentions as mentions
        on subjects.entity_id = mentions.entity_id
    inner join main.quotes as quotes
        on mentions.article_id = quotes.article_id
    inner join main.quote_spans as quote_spans
        on quotes.quote_id = quote_spans.quote_id
        and quote_spans.role = 'quote'
        and quote_spans.start_char <= mentions.start_char
        and quote_spans.end_char >= mentions.end_char
    inner join main.articles as articles
        on quotes.article_id = articles.article_id
    left join main.quote_speakers as quote_speakers
        on quotes.quote_id = quote_speakers.quote_id
    left join main.entities as speakers
        on quote_speakers.entity_id = speakers.entity_id
    where
        contains(lower(subjects.name), lower(subject))
        and quotes.factuality = 'said'
    order by all
{% endmacro %}
