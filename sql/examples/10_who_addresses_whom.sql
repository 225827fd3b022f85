-- Who speaks to whom?
-- One row a speaker and an addressee: speaker_name, addressee, quotes
select
    coalesce(speaker_name, '(no named speaker)') as speaker_name,
    addressee,
    cast(sum(quotes) as bigint) as quotes
from reports.who_addresses_whom
group by all
order by quotes desc, speaker_name, addressee;
