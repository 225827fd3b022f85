-- Which articles let one person alone speak, and fill how much of the text with quotations?
-- One row an article: published_on, title, first_speaker, quotes, share_quoted_words, path
select
    published_on,
    title,
    first_speaker,
    quotes,
    share_quoted_words,
    path
from reports.article_overview
where
    speakers = 1
    and quotes > 1
order by share_quoted_words desc, path;
