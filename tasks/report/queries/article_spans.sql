-- Grain: a span of a quotation, or of one of its roles, in an article that gets a page.
select
    quotes.article_id,
    quote_spans.quote_id,
    quote_spans.role,
    quote_spans.start_char,
    quote_spans.end_char
from main.quote_spans
inner join main.quotes using (quote_id)
where
    list_contains($articles, quotes.article_id)
    and quote_spans.role <> 'frame'
order by
    quotes.article_id,
    quote_spans.start_char,
    quote_spans.end_char desc,
    quote_spans.quote_id,
    quote_spans.role,
    quote_spans.span_number
