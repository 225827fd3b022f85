-- Grain: a month with quoted people. Counts people, each once a month, beside their quotations.
select
    month,
    any_value(speakers) filter (where speaker_gender = 'female') as women,
    any_value(speakers) filter (where speaker_gender = 'male') as men,
    any_value(speakers) filter (where speaker_gender = 'unknown') as unknown_gender,
    any_value(share_speakers_known) filter (where speaker_gender = 'female') as share_of_women,
    any_value(share_speakers_known_low) filter (where speaker_gender = 'female') as low,
    any_value(share_speakers_known_high) filter (where speaker_gender = 'female') as high,
    any_value(quotes) filter (where speaker_gender = 'female') as quotes_of_women,
    any_value(quotes) filter (where speaker_gender = 'male') as quotes_of_men,
    any_value(quotes) filter (where speaker_gender = 'unknown') as quotes_of_unknown
from reports.gender_balance_month
group by month
having women + men + unknown_gender > 0
order by month desc
limit $months
