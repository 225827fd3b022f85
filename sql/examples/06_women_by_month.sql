-- How many of the women and men who speak are women, month by month?
-- One row a month: month, speakers, speakers_known, share_women, share_women_low, share_women_high
select
    month,
    speakers,
    speakers_known,
    share_speakers_known as share_women,
    share_speakers_known_low as share_women_low,
    share_speakers_known_high as share_women_high
from reports.gender_balance_month
where speaker_gender = 'female'
order by month;
