-- Grain: a speaker and somebody or something else that is mentioned inside their quotations of
-- the period.
select
    speakers.entity_id as speaker_id,
    speakers.name as speaker,
    mentioned.entity_id as mentioned_id,
    mentioned.name as mentioned,
    mentioned.label,
    count(*) as quotes
from quoted_mentions
inner join main.quote_speakers using (quote_id)
inner join main.entities as speakers on quote_speakers.entity_id = speakers.entity_id
inner join main.entities as mentioned on quoted_mentions.entity_id = mentioned.entity_id
where
    quoted_mentions.part = 'period'
    and speakers.entity_id <> mentioned.entity_id
    and speakers.label in ('PER', 'ORG')
group by all
order by quotes desc, speakers.name, mentioned.name, speakers.entity_id, mentioned.entity_id
