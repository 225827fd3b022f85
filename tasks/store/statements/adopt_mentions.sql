-- Mentions of a release that knew no article entities: each entity of an article becomes one, with
-- what that release knew of it. Annotating the article anew replaces them.
insert into main.article_entities by name
select distinct on (mentions.article_id, mentions.entity_id)
    left(sha256(concat_ws(' ', mentions.article_id, mentions.entity_id)), 16) as article_entity_id,
    mentions.article_id,
    entities.name,
    entities.label,
    entities.gender,
    'none' as gender_source,
    entities.label <> 'PER' or contains(entities.name, ' ') as is_full,
    null as birth_year
from main.mentions
inner join main.entities using (entity_id)
order by mentions.article_id, mentions.entity_id;

update main.mentions
set article_entity_id = left(sha256(concat_ws(' ', article_id, entity_id)), 16);

insert into main.article_speakers by name
select
    quote_speakers.quote_id,
    quote_speakers.mention_id,
    mentions.article_entity_id,
    quote_speakers.method,
    quote_speakers.confidence
from main.quote_speakers
inner join main.mentions using (mention_id);
