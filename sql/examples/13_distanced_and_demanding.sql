-- Whose quotations are announced by words of distance (behauptete) or demand (forderte)?
-- One row a speaker and class: entity_name, cue_class, quotes, share_quotes, quotes_with_class
select
    entity_name,
    cue_class,
    quotes,
    share_quotes,
    quotes_with_class
from reports.cue_profile
where
    cue_class in ('distancing', 'demanding')
    and entity_id is not null
order by quotes desc, share_quotes desc, entity_name, cue_class;
