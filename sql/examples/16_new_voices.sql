-- Who was quoted for the first time, once there were three months of articles to know others from?
-- One row a speaker: first_month, entity_name, gender, quotes_in_first_month, first_path
select
    first_month,
    entity_name,
    gender,
    quotes_in_first_month,
    first_path
from reports.new_voices
where months_before >= 3
order by first_month, entity_name, first_path;
