-- Grain: a person or organisation and a month of the period or of the one before. Shares are of all
-- quotations and quoted words of the month, also of those without a known speaker.
select
    shares.month,
    shares.entity_id,
    shares.voice as name,
    entities.label,
    shares.quotes,
    shares.quotes_of_month,
    shares.share_quotes as share,
    shares.share_quotes_low as low,
    shares.share_quotes_high as high,
    shares.quoted_words as words,
    shares.share_words
from reports.share_of_voice_month as shares
inner join main.entities using (entity_id)
where
    shares.voice_kind = 'speaker'
    and entities.label in ('PER', 'ORG')
    and shares.month between $since_before and $until
order by shares.month desc, shares.quotes desc, shares.quoted_words desc, name, shares.entity_id
