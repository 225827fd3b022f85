-- Whose words filled a month, and how sure is that share?
-- One row a speaker: voice, quotes, share_quotes, share_quotes_low, share_quotes_high, share_words
select
    coalesce(voice, '(no named speaker)') as voice,
    quotes,
    round(share_quotes, 3) as share_quotes,
    round(share_quotes_low, 3) as share_quotes_low,
    round(share_quotes_high, 3) as share_quotes_high,
    round(share_words, 3) as share_words
from reports.share_of_voice_month
where
    voice_kind = 'speaker'
    and month = date '2023-03-01'
order by share_words desc, voice;
