select article_id, title, published_on, date_precision, language, source, author, text
from main.articles
order by article_id;
