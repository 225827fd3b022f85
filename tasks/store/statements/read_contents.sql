-- What identifiers are made of, which the address is no part of.
select article_id, title, published_on, date_precision, language, source, author, null as url, text
from main.articles
order by article_id;
