-- The blocks of some articles whose kind their source tells.
select article_id, start_char, end_char, kind
from main.article_blocks
where
    told_by = 'source'
    and article_id in (select unnest($articles))
order by article_id, block_number;
