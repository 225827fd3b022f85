-- Temporary tables that the report's questions share.

-- Grain: an article. `part` says whether it belongs to the report's period, or to the one before.
-- Articles of which only the year is known have no month, as in the reports by month.
create or replace temporary table dated_articles as
with
months as (
    select
        article_id,
        case
            when date_precision in ('day', 'month')
                then date_trunc('month', published_on)::date
        end as month
    from main.articles
)
select
    article_id,
    months.month,
    case
        when $everything or months.month between $since and $until then 'period'
        when months.month between $since_before and $until_before then 'before'
    end as part
from months;

-- Grain: a quotation. Words are counted as in the model quotes_by_speaker_month: those of the
-- quotation's own spans, without interruptions.
create or replace temporary table counted_quotes as
with
words as (
    select
        quotes.quote_id,
        sum(len(regexp_extract_all(
            substr(
                quotes.text,
                quote_spans.start_char - quotes.start_char + 1,
                quote_spans.end_char - quote_spans.start_char
            ),
            '[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:[-.,''’][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*'
        )))::bigint as words
    from main.quote_spans
    inner join main.quotes using (quote_id)
    where quote_spans.role = 'quote'
    group by quotes.quote_id
),
speakers as (
    select
        quote_id,
        count(*) as speakers
    from main.quote_speakers
    group by quote_id
)
select
    quotes.quote_id,
    quotes.article_id,
    dated_articles.month,
    dated_articles.part,
    quotes.type,
    coalesce(words.words, 0) as words,
    coalesce(speakers.speakers, 0) as speakers
from main.quotes
inner join dated_articles using (article_id)
left join words using (quote_id)
left join speakers using (quote_id);

-- Grain: a quotation and an entity that is mentioned inside its own spans.
create or replace temporary table quoted_mentions as
select distinct
    quotes.quote_id,
    quotes.article_id,
    dated_articles.part,
    mentions.entity_id
from main.quote_spans
inner join main.quotes using (quote_id)
inner join dated_articles using (article_id)
inner join main.mentions
    on quotes.article_id = mentions.article_id
    and mentions.start_char >= quote_spans.start_char
    and mentions.end_char <= quote_spans.end_char
where
    quote_spans.role = 'quote'
    and mentions.label <> 'MISC';

-- Grain: an entity with a role: the one seen last.
create or replace temporary table last_roles as
select
    entity_id,
    arg_max(surface, coalesce(last_seen, date '0001-01-01')) as role
from main.entity_roles
group by entity_id;

-- Grain: an entity that is quoted. A quotation of several speakers counts for each of them.
create or replace temporary table ranked_speakers as
select
    quote_speakers.entity_id,
    entities.name,
    entities.label,
    entities.gender,
    last_roles.role,
    count(*) as quotes_ever,
    count(*) filter (where counted_quotes.part = 'period') as quotes,
    count(*) filter (where counted_quotes.part = 'before') as quotes_before,
    coalesce(sum(counted_quotes.words) filter (where counted_quotes.part = 'period'), 0)::bigint
        as words,
    count(distinct counted_quotes.article_id) filter (where counted_quotes.part = 'period')
        as articles,
    min(counted_quotes.month) as first_month
from main.quote_speakers
inner join main.entities using (entity_id)
inner join counted_quotes using (quote_id)
left join last_roles using (entity_id)
group by all
