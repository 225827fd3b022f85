-- In which sentence does a quotation stand?
-- One row a quotation: speaker_name, sentence, path
select
    speaker_name,
    context(quote_id) as sentence,
    path
from quotes_of('Vossberg')
order by published_on, path, quote_id
limit 5;
