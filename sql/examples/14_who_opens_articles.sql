-- Who is quoted first, in the lead or in the headline?
-- One row a speaker: entity_name, articles, quoted_first, quoted_in_lead, quoted_in_headline
select
    entity_name,
    count(*) as articles,
    count(*) filter (where speaker_number = 1) as quoted_first,
    count(*) filter (where is_quoted_in_lead) as quoted_in_lead,
    count(*) filter (where is_quoted_in_headline) as quoted_in_headline
from reports.prominence
where entity_id is not null
group by entity_id, entity_name
order by quoted_first desc, articles desc, entity_name
limit 20;
