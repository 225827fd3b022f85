-- Grain: two that articles of one month of the period mention together oftener than by chance.
-- Pairs of places are left out: they say where an article lies, not who has to do with whom.
select
    entity_id,
    entity_name as name,
    label,
    other_entity_id,
    other_entity_name as other,
    other_label,
    month,
    articles,
    articles_entity,
    articles_other,
    articles_of_month,
    expected_articles,
    npmi,
    log_likelihood
from reports.co_mentions_month
where
    month between $since and $until
    and articles > 1
    and articles > expected_articles
    and 'MISC' not in (label, other_label)
    and not (label = 'LOC' and other_label = 'LOC')
order by log_likelihood desc, articles desc, name, other, month desc, entity_id, other_entity_id
limit $pairs
