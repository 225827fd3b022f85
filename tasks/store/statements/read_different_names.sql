-- All names, and whether the article tells that a surname alone is a person's (tasks/link/labels.py).
create or replace temp table told_names as
select
    article_entity_id,
    name,
    label as said,
    label = 'PER'
    and not "is_full"
    and (
        gender_source in (select unnest($said))
        or birth_year is not null
        or article_entity_id in (select article_entity_id from main.article_roles)
    ) as told
from main.article_entities;

select name, said as label, told, count(*) as articles
from told_names
group by all;
