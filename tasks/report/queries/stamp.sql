-- Grain: one row. What the report is made of, in few values: rows of articles and files carry the
-- run that wrote them, names are linked anew where the version of links is another, and reports are
-- built anew where that of their SQL is.
select
    articles.articles,
    articles.run_id as articles_run,
    files.files,
    files.run_id as files_run,
    last_run.link_version,
    last_run.reports_version,
    last_run.code_version
from (select count(*) as articles, max(run_id) as run_id from main.articles) as articles
cross join (select count(*) as files, max(run_id) as run_id from main.seed_files) as files
left join (
    select link_version, reports_version, code_version
    from main.runs
    order by started_at desc
    limit 1
) as last_run on true
