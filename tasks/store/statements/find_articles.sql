-- Articles that somebody asks for: by identifier, by address (some write it as the source), or by the
-- path of a file of theirs, or of a record as people write it.
select
    article_id,
    case when record is null then path else concat(path, '//', record) end as path
from main.articles
where
    article_id = $asked
    or regexp_replace(url, '^https?://(www\.)?|/$', '', 'g')
    = regexp_replace($asked, '^https?://(www\.)?|/$', '', 'g')
    or (source = $asked and contains(source, '://'))
    or path in (select unnest($paths))
    or concat(path, '#', record) in (select unnest($paths))
union
select
    articles.article_id,
    case
        when articles.record is null then articles.path
        else concat(articles.path, '//', articles.record)
    end as path
from main.articles
inner join (
    select
        article_id,
        path
    from main.seed_files
    union all
    select
        article_id,
        concat(path, '#', record) as path
    from main.seed_records
) as seen using (article_id)
where seen.path in (select unnest($paths))
order by path, article_id;
