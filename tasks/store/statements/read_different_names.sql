select distinct name, label
from main.article_entities;

select count(*)
from main.article_entities;
