-- Temporary tables that the report's questions share.

-- Grain: an article. `part` says whether it belongs to the report's period, or to the one before.
-- Articles of which only the year is known, and those dated ahead, have no month, as in the reports
-- by month.
create or replace temporary table dated_articles as
select
    articles.article_id,
    months.month,
    case
        when $everything or months.month between $since and $until then 'period'
        when months.month between $since_before and $until_before then 'before'
    end as part
from main.articles
left join staging.article_months as months using (article_id);

-- Grain: a quotation that was said.
create or replace temporary table counted_quotes as
select
    quote_lines.quote_id,
    quote_lines.article_id,
    dated_articles.month,
    dated_articles.part,
    quote_lines.quote_type as type,
    quote_cues.cue_lemma,
    case quote_cues.cue_class when 'none' then 'no_cue' else quote_cues.cue_class end as cue_class,
    any_value(quote_lines.quoted_words) as words,
    count(quote_lines.speaker_id) as speakers
from reports.quote_lines
inner join staging.quote_cues using (quote_id)
inner join dated_articles using (article_id)
where quote_lines.factuality = 'said'
group by all;

-- Grain: a quotation that was said and an entity that is mentioned inside its own spans.
create or replace temporary table quoted_mentions as
select distinct
    quote_mentions.quote_id,
    quote_mentions.article_id,
    dated_articles.part,
    quote_mentions.entity_id
from staging.quote_mentions
inner join dated_articles using (article_id)
semi join counted_quotes using (quote_id)
inner join main.entities using (entity_id)
where entities.label <> 'MISC';

-- Grain: an entity with a role: the one seen last, and of several seen then the one that most articles
-- give.
create or replace temporary table last_roles as
with
given as (
    select
        entity_links.entity_id,
        article_roles.role,
        article_roles.place,
        count(distinct article_roles.article_id) as articles
    from main.article_roles
    inner join main.entity_links using (article_entity_id)
    group by all
)
select
    entity_roles.entity_id,
    first(
        entity_roles.surface
        order by
            -- A party behind a name says less than an office.
            lower(entity_roles.surface) is not distinct from entity_roles.place,
            entity_roles.last_seen desc nulls last,
            given.articles desc nulls last,
            entity_roles.surface,
            entity_roles.role,
            entity_roles.place
    ) as role
from main.entity_roles
left join given
    on entity_roles.entity_id = given.entity_id
    and entity_roles.role = given.role
    and entity_roles.place is not distinct from given.place
group by entity_roles.entity_id;

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
