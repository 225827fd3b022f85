with loaded as (
    select article_id
    from main.articles
    where run_id = $run_id
)

select
    (select count(*) from loaded) as articles,
    (select count(*) from main.mentions semi join loaded using (article_id)) as mentions,
    (select count(*) from main.quotes semi join loaded using (article_id)) as quotes;
