-- Grain: a person or organisation whose first quotation of known month is of the period.
select
    new_voices.entity_id,
    new_voices.entity_name as name,
    new_voices.label,
    last_roles.role,
    ranked_speakers.quotes,
    articles.published_on,
    articles.date_precision,
    articles.article_id,
    coalesce(articles.title, articles.path) as article
from reports.new_voices
inner join main.articles on new_voices.first_article_id = articles.article_id
inner join ranked_speakers on new_voices.entity_id = ranked_speakers.entity_id
left join last_roles on new_voices.entity_id = last_roles.entity_id
where new_voices.first_month between $since and $until
order by ranked_speakers.quotes desc, name, new_voices.entity_id
