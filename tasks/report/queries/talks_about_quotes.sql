-- Grain: a quotation of the period, its speaker, and somebody or something else mentioned in it.
select
    speakers.entity_id as speaker_id,
    speakers.name as speaker,
    mentioned.entity_id as mentioned_id,
    mentioned.name as mentioned,
    quotes.quote_id,
    quotes.text as quote,
    articles.article_id,
    articles.published_on,
    articles.date_precision,
    coalesce(articles.title, articles.path) as article
from quoted_mentions
inner join main.quote_speakers using (quote_id)
inner join main.entities as speakers on quote_speakers.entity_id = speakers.entity_id
inner join main.entities as mentioned on quoted_mentions.entity_id = mentioned.entity_id
inner join main.quotes using (quote_id)
inner join main.articles on quotes.article_id = articles.article_id
where
    quoted_mentions.part = 'period'
    and speakers.entity_id <> mentioned.entity_id
    and speakers.label in ('PER', 'ORG')
order by
    count(*) over (partition by speakers.entity_id, mentioned.entity_id) desc,
    speakers.name,
    speakers.entity_id,
    mentioned.name,
    mentioned.entity_id,
    articles.published_on,
    articles.article_id,
    quotes.start_char,
    quotes.quote_id
