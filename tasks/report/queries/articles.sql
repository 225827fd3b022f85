-- Grain: an article. The newest first, of the same day in the order of their files' paths.
with
counts as (
    select
        counted_quotes.article_id,
        count(*) as quotes,
        count(*) filter (where counted_quotes.speakers = 0) as quotes_without_speaker
    from counted_quotes
    group by counted_quotes.article_id
),
speakers as (
    select
        counted_quotes.article_id,
        count(distinct quote_speakers.entity_id) as speakers
    from counted_quotes
    inner join main.quote_speakers using (quote_id)
    group by counted_quotes.article_id
)
select
    articles.article_id,
    articles.published_on,
    articles.date_precision,
    coalesce(articles.title, articles.path) as article,
    articles.url,
    articles.source,
    articles.path,
    articles.token_count as words,
    coalesce(counts.quotes, 0) as quotes,
    coalesce(counts.quotes_without_speaker, 0) as quotes_without_speaker,
    coalesce(speakers.speakers, 0) as speakers,
    articles.language,
    dated_articles.month,
    dated_articles.part
from main.articles
inner join dated_articles using (article_id)
left join counts using (article_id)
left join speakers using (article_id)
order by articles.published_on desc nulls last, articles.path, articles.article_id
