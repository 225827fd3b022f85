-- Grain: a quotation of somebody who has a page; of each the newest ones, up to a limit.
select
    quote_speakers.entity_id,
    quotes.quote_id,
    quotes.text as quote,
    quotes.type,
    quotes.medium,
    quotes.cue,
    quotes.speaker_surface,
    quotes.confidence,
    articles.article_id,
    articles.published_on,
    articles.date_precision,
    coalesce(articles.title, articles.path) as article,
    counted_quotes.part,
    counted_quotes.words
from main.quote_speakers
inner join main.quotes using (quote_id)
inner join counted_quotes using (quote_id)
inner join main.articles on quotes.article_id = articles.article_id
where list_contains($entities, quote_speakers.entity_id)
qualify
    row_number() over (
        partition by quote_speakers.entity_id
        order by
            articles.published_on desc nulls last,
            articles.path,
            quotes.start_char,
            quotes.quote_id
    ) <= $quotes_a_voice
order by
    quote_speakers.entity_id,
    articles.published_on desc nulls last,
    articles.path,
    quotes.start_char,
    quotes.quote_id
