-- Grain: one row. What the report is made of, in few values: rows of articles and files carry the
-- run that wrote them, names are linked anew where the version of links is another, and reports are
-- built anew where that of their SQL is. Runs are not put in order by time: the clock may have been
-- put back between them. The two are hashed as one: hashes of each, joined, would cancel out where an
-- even number of rows has another run.
select
    articles.articles,
    articles.written as articles_written,
    files.files,
    files.written as files_written,
    last_run.link_version,
    last_run.reports_version,
    last_run.code_version
from (
    select
        count(*) as articles,
        bit_xor(hash(concat_ws(' ', article_id, run_id))) as written
    from main.articles
) as articles
cross join (
    select
        count(*) as files,
        bit_xor(hash(concat_ws(' ', path, run_id))) as written
    from (
        select path, run_id from main.seed_files
        union all
        select concat(path, '//', record), run_id from main.seed_records
    )
) as files
left join (
    select link_version, reports_version, code_version
    from main.runs
    order by rowid desc
    limit 1
) as last_run on true
