-- Bring outlets, and what the articles are of, up to date. Rows that have not changed are not
-- touched: each statement says how many it changed.
delete from main.outlets
where name in (
    select name
    from (
        select name, country, kind, domain, aliases, listed_by from main.outlets
        except
        select name, country, kind, domain, aliases, listed_by from read_parquet($outlets)
    )
);

insert into main.outlets by name
select outlets.*
from read_parquet($outlets) as outlets
anti join main.outlets as held on held.name = outlets.name;

update main.articles
set outlet = found.outlet
from read_parquet($found) as found
where
    articles.source is not distinct from found.source
    and regexp_extract(articles.url, '^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?[^/?#]*')
    is not distinct from found.address
    and articles.outlet is distinct from found.outlet;
