-- One quotation, those who said it, and the roles beside it that nobody could be found for.
select
    quotes.quote_id,
    quotes.type,
    quotes.factuality,
    quotes.text,
    quotes.speaker_surface,
    quotes.cue,
    quotes.confidence,
    quotes.rules,
    articles.path,
    articles.published_on,
    articles.date_precision
from main.quotes
inner join main.articles using (article_id)
where quotes.quote_id = $quote;

select
    quote_speakers.entity_id,
    entities.name,
    quote_speakers.method,
    quote_speakers.confidence,
    (
        select said.evidence
        from main.article_speakers as said
        where
            said.quote_id = quote_speakers.quote_id
            and said.mention_id = quote_speakers.mention_id
    ) as evidence,
    mentions.surface,
    mentions.start_char,
    mentions.end_char,
    article_entities.name as article_name,
    entity_links.method as link_method,
    entity_links.evidence as link_evidence,
    role_mentions.role,
    role_mentions.place,
    entity_roles.first_seen,
    entity_roles.last_seen
from main.quote_speakers
inner join main.entities using (entity_id)
left join main.mentions using (mention_id)
left join main.article_entities using (article_entity_id)
left join main.entity_links using (article_entity_id)
left join main.role_mentions on role_mentions.mention_id = quote_speakers.mention_id
left join main.entity_roles
    on entity_roles.entity_id = quote_speakers.entity_id
    and entity_roles.role = role_mentions.role
    and entity_roles.place is not distinct from role_mentions.place
where quote_speakers.quote_id = $quote
order by quote_speakers.confidence desc, quote_speakers.entity_id;

select role_mentions.surface, role_mentions.role, role_mentions.place
from main.article_speakers
inner join main.role_mentions using (mention_id)
where
    article_speakers.quote_id = $quote
    and article_speakers.mention_id not in (
        select mention_id
        from main.mentions
    )
order by role_mentions.start_char, role_mentions.mention_id;

select line, kind, status, message
from main.corrections
where kind = 'speaker' and subject = $quote
order by number;
