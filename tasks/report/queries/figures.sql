-- Grain: one row. The figures of the period, of the one before, and of the whole warehouse.
select
    (select count(*) from dated_articles where part = 'period') as articles,
    (select count(*) from dated_articles where part = 'before') as articles_before,
    (select count(*) from dated_articles) as articles_ever,
    (select count(*) from dated_articles where month is null) as articles_undated,
    count(*) filter (where part = 'period') as quotes,
    count(*) filter (where part = 'before') as quotes_before,
    count(*) as quotes_ever,
    count(*) filter (where part = 'period' and type = 'direct') as direct_quotes,
    count(*) filter (where part = 'period' and speakers = 0) as quotes_without_speaker,
    coalesce(sum(words) filter (where part = 'period'), 0)::bigint as words,
    coalesce(sum(words) filter (where part = 'before'), 0)::bigint as words_before,
    (select count(*) from ranked_speakers where label = 'PER' and quotes > 0) as people,
    (select count(*) from ranked_speakers where label = 'PER' and quotes_before > 0)
        as people_before,
    (select count(*) from ranked_speakers where label = 'ORG' and quotes > 0) as organisations,
    (select count(*) from main.entities) as entities_ever,
    (
        select count(*)
        from (
            select status from main.seed_files
            union all
            select status from main.seed_records
        )
        where status = 'rejected'
    ) as files_rejected
from counted_quotes
