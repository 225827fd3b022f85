-- What was said about something, and by whom?
-- One row a quotation and speaker: published_on, speaker_name, subject_name, quote_text, path
select
    published_on,
    coalesce(speaker_name, '(no named speaker)') as speaker_name,
    subject_name,
    quote_text,
    path
from quotes_about('Bahn');
