-- Grain: a person or organisation whose first quotation of known month is of the period.
with
firsts as (
    select
        quote_speakers.entity_id,
        arg_min(
            counted_quotes.article_id,
            (articles.published_on, counted_quotes.article_id)
        ) as article_id
    from main.quote_speakers
    inner join counted_quotes using (quote_id)
    inner join main.articles using (article_id)
    where counted_quotes.part = 'period'
    group by quote_speakers.entity_id
)
select
    ranked_speakers.entity_id,
    ranked_speakers.name,
    ranked_speakers.label,
    ranked_speakers.role,
    ranked_speakers.quotes,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from ranked_speakers
inner join firsts using (entity_id)
inner join main.articles using (article_id)
where ranked_speakers.first_month between $since and $until
order by ranked_speakers.quotes desc, ranked_speakers.name, ranked_speakers.entity_id
