-- Grain: a quotation in an article that gets a page.
select
    quote_id,
    article_id,
    type,
    medium,
    factuality,
    text,
    start_char,
    end_char,
    cue,
    speaker_surface,
    addressee_surface,
    parent_quote_id,
    confidence
from main.quotes
where list_contains($articles, article_id)
order by article_id, start_char, end_char desc, quote_id
