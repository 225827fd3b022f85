-- The surest mention of each speaker of a quotation, or those that corrections name instead.
create or replace temp table speakers as
with found as (
    select said.quote_id, linked.entity_id, said.mention_id, said.method, said.confidence
    from main.article_speakers as said
    inner join linked using (article_entity_id)
    union all
    select said.quote_id, role_links.entity_id, said.mention_id, 'role_by_date', said.confidence
    from main.article_speakers as said
    inner join read_parquet($role_links) as role_links using (mention_id)
    where said.article_entity_id is null
)

select *
from found
where quote_id not in (select quote_id from read_parquet($corrected_quotes))
qualify row_number() over (
    partition by quote_id, entity_id
    order by confidence desc, mention_id
) = 1
union all
select
    corrected.quote_id,
    corrected.entity_id,
    first(
        mentions.mention_id
        order by abs(mentions.start_char - quotes.start_char), mentions.mention_id
    ) as mention_id,
    'correction' as method,
    1.0 as confidence
from read_parquet($corrected_quotes) as corrected
inner join main.quotes using (quote_id)
left join main.mentions
    on mentions.article_id = quotes.article_id
    and mentions.entity_id = corrected.entity_id
    and mentions.article_entity_id is not null
where corrected.entity_id is not null
group by corrected.quote_id, corrected.entity_id;

create or replace temp table speakers_gone as
select quote_id, entity_id, mention_id, method, confidence from main.quote_speakers
except
select quote_id, entity_id, mention_id, method, confidence from speakers;

delete from main.quote_speakers
using speakers_gone
where
    quote_speakers.quote_id = speakers_gone.quote_id
    and quote_speakers.entity_id = speakers_gone.entity_id;

drop table speakers_gone;

insert into main.quote_speakers by name
select speakers.*
from speakers
anti join main.quote_speakers as held
    on held.quote_id = speakers.quote_id
    and held.entity_id = speakers.entity_id;

drop table speakers;
