-- Articles that somebody asks for: by identifier, by address (some write it as the source), or by the path of a file of theirs.
select article_id, path
from main.articles
where
    article_id = $asked
    or regexp_replace(url, '^https?://(www\.)?|/$', '', 'g')
    = regexp_replace($asked, '^https?://(www\.)?|/$', '', 'g')
    or (source = $asked and contains(source, '://'))
    or path in (select unnest($paths))
union
select articles.article_id, articles.path
from main.seed_files
inner join main.articles using (article_id)
where seed_files.path in (select unnest($paths))
order by path, article_id;
