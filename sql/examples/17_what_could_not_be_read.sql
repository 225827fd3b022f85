-- What became of the files, and how sure is what was found in them?
-- One row a status and reason: file_status, reason, files, quotes, mean_quote_confidence
select
    file_status,
    reason,
    files,
    quotes,
    mean_quote_confidence
from reports.ingestion_quality
order by files desc, file_status, reason;
