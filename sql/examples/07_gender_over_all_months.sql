-- And over all months? Sums over sums; a mean of the months' shares would give each month one vote.
-- One row a gender: speaker_gender, quotes, quoted_words, share_quotes
select
    speaker_gender,
    cast(sum(quotes) as bigint) as quotes,
    cast(sum(quoted_words) as bigint) as quoted_words,
    sum(quotes) / sum(quotes_of_month) as share_quotes
from reports.gender_balance_month
group by speaker_gender
order by quotes desc, speaker_gender;
