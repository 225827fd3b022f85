-- Mentions follow their article entities and have the label of their entities, and roles that are
-- resolved by date become mentions.
update main.mentions
set
    entity_id = linked.entity_id,
    label = entities.label
from linked
inner join read_parquet($entities) as entities using (entity_id)
where
    mentions.article_entity_id = linked.article_entity_id
    and (mentions.entity_id <> linked.entity_id or mentions.label <> entities.label);

delete from main.mentions
where
    article_entity_id is null
    and mention_id not in (
        select mention_id
        from read_parquet($role_links) as role_links
        where role_links.entity_id = mentions.entity_id
    );

insert into main.mentions by name
select
    role_mentions.mention_id,
    role_mentions.article_id,
    role_links.entity_id,
    role_mentions.start_char,
    role_mentions.end_char,
    role_mentions.surface,
    'PER' as label,
    'nominal' as kind,
    role_mentions.sentence_number
from read_parquet($role_links) as role_links
inner join main.role_mentions using (mention_id)
where mention_id not in (select mention_id from main.mentions where article_entity_id is null);
