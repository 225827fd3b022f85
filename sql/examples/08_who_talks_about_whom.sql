-- Who talks about which persons and organisations?
-- One row a speaker and one they mention: speaker_name, entity_name, quotes, mentions
select
    speaker_name,
    entity_name,
    cast(sum(quotes) as bigint) as quotes,
    cast(sum(mentions) as bigint) as mentions
from reports.who_talks_about_whom
where
    label in ('PER', 'ORG')
    and speaker_id is not null
    and not is_self
group by speaker_id, speaker_name, entity_id, entity_name
order by quotes desc, mentions desc, speaker_name, entity_name
limit 20;
