-- Grain: a person or organisation quoted in the period or the one before. Shares are of all
-- quotations of the period, also of those without a known speaker.
with
totals as (
    select
        count(*) filter (where part = 'period') as quotes,
        count(*) filter (where part = 'before') as quotes_before
    from counted_quotes
)
select
    ranked_speakers.entity_id,
    ranked_speakers.name,
    ranked_speakers.role,
    ranked_speakers.gender,
    ranked_speakers.quotes,
    ranked_speakers.words,
    ranked_speakers.articles,
    ranked_speakers.quotes::double / nullif(totals.quotes, 0) as share,
    ranked_speakers.quotes_before,
    ranked_speakers.quotes_before::double / nullif(totals.quotes_before, 0) as share_before,
    100 * (
        ranked_speakers.quotes::double / nullif(totals.quotes, 0)
        - ranked_speakers.quotes_before::double / nullif(totals.quotes_before, 0)
    ) as change_points
from ranked_speakers
cross join totals
where
    ranked_speakers.label = $label
    and ranked_speakers.quotes + ranked_speakers.quotes_before > 0
order by
    ranked_speakers.quotes desc,
    ranked_speakers.words desc,
    ranked_speakers.quotes_before desc,
    ranked_speakers.name,
    ranked_speakers.entity_id
