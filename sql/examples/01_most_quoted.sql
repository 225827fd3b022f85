-- Who is quoted most, and in how many words?
-- One row a person: entity_name, gender, quotes, quoted_words, months
select
    entity_name,
    gender,
    cast(sum(quotes) as bigint) as quotes,
    cast(sum(quoted_words) as bigint) as quoted_words,
    count(*) as months
from reports.quotes_by_speaker_month
where label = 'PER'
group by entity_id, entity_name, gender
order by quoted_words desc, entity_name
limit 10;
