-- By which words are speakers called whose name was not found?
-- One row a wording: speaker_surface, quotes, articles
select
    speaker_surface,
    count(distinct quote_id) as quotes,
    count(distinct article_id) as articles
from reports.quote_lines
where speaker_status = 'unnamed' and factuality = 'said'
group by speaker_surface
order by quotes desc, speaker_surface
limit 20;
