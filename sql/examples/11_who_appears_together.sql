-- Which persons and organisations appear together oftener than chance would have it?
-- One row a pair: entity_name, other_entity_name, articles, months, strongest_log_likelihood
select
    entity_name,
    other_entity_name,
    cast(sum(articles) as bigint) as articles,
    count(*) as months,
    max(log_likelihood) as strongest_log_likelihood
from reports.co_mentions_month
where
    label in ('PER', 'ORG')
    and other_label in ('PER', 'ORG')
group by entity_id, other_entity_id, entity_name, other_entity_name
order by articles desc, strongest_log_likelihood desc, entity_name, other_entity_name
limit 20;
