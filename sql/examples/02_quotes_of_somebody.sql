-- What did somebody say, and where? A part of the name is enough.
-- One row a quotation: published_on, speaker_name, cue, quote_text, path
select
    published_on,
    speaker_name,
    cue,
    quote_text,
    path
from quotes_of('Vossberg');
