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

delete from main.article_speakers
where quote_id in (
    select quote_id
    from main.quotes
    where article_id in (select article_id from read_parquet($leaving))
);

delete from main.quotes
where article_id in (select article_id from read_parquet($leaving));

delete from main.mentions
where article_id in (select article_id from read_parquet($leaving));

delete from main.article_roles
where article_id in (select article_id from read_parquet($leaving));

delete from main.role_mentions
where article_id in (select article_id from read_parquet($leaving));

delete from main.entity_links
where article_entity_id in (
    select article_entity_id
    from main.article_entities
    where article_id in (select article_id from read_parquet($leaving))
);

delete from main.article_entities
where article_id in (select article_id from read_parquet($leaving));

delete from main.article_blocks
where article_id in (select article_id from read_parquet($leaving));

delete from main.articles
where article_id in (select article_id from read_parquet($leaving));
