-- Grain: a speaker and somebody or something else that is mentioned inside their quotations of
-- the period.
select
    about.speaker_id,
    about.speaker_name as speaker,
    about.entity_id as mentioned_id,
    about.entity_name as mentioned,
    about.label,
    sum(about.quotes)::bigint as quotes
from reports.who_talks_about_whom as about
inner join main.entities as speakers on about.speaker_id = speakers.entity_id
where
    ($everything or about.month between $since and $until)
    and not about.is_self
    and about.label <> 'MISC'
    and speakers.label in ('PER', 'ORG')
group by all
order by quotes desc, speaker, mentioned, about.speaker_id, about.entity_id
