-- How much of what is quoted is quoted in the speaker's own words?
-- One row a month: month, quotes_of_month, share_direct, share_direct_low, share_direct_high
select
    month,
    quotes_of_month,
    share_quotes as share_direct,
    share_quotes_low as share_direct_low,
    share_quotes_high as share_direct_high
from reports.share_of_voice_month
where
    voice_kind = 'quote_type'
    and voice = 'direct'
order by month;
