-- Grain: a quotation of the period without a known speaker, with the reason.
select
    case
        when quotes.speaker_surface is null then 'no_words'
        when regexp_full_match(lower(quotes.speaker_surface), 'er|sie|es|ich|wir|man|der|die|das')
            then 'pronoun_open'
        else 'words_open'
    end as reason,
    quotes.speaker_surface,
    quotes.quote_id,
    quotes.text as quote,
    quotes.type,
    quotes.confidence,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from counted_quotes
inner join main.quotes using (quote_id)
inner join main.articles on quotes.article_id = articles.article_id
where
    counted_quotes.part = 'period'
    and counted_quotes.speakers = 0
order by
    reason desc,
    articles.published_on desc nulls last,
    articles.path,
    quotes.start_char,
    quotes.quote_id
