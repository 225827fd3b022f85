-- Grain: a mention in an article that gets a page.
select
    mentions.article_id,
    mentions.mention_id,
    mentions.start_char,
    mentions.end_char,
    mentions.label,
    mentions.kind,
    entities.entity_id,
    entities.name
from main.mentions
inner join main.entities using (entity_id)
where list_contains($articles, mentions.article_id)
order by mentions.article_id, mentions.start_char, mentions.end_char desc, mentions.mention_id
