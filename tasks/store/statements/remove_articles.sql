-- Take articles out, with all that hangs on them.
delete from main.quote_spans
where quote_id in (
    select quote_id
    from main.quotes
    where article_id in (select article_id from read_parquet($leaving))
);

delete from main.quote_speakers
where quote_id in (
    select quote_id
    from main.quotes
    where article_id in (select article_id from read_parquet($leaving))
);

delete from main.quotes
where article_id in (select article_id from read_parquet($leaving));

delete from main.mentions
where article_id in (select article_id from read_parquet($leaving));

delete from main.articles
where article_id in (select article_id from read_parquet($leaving));
