-- What the articles say of where they are from, each combination once, with how often it stands. Of
-- an address, what comes before its page.
select
    source,
    regexp_extract(url, '^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?[^/?#]*') as address,
    count(*) as articles
from main.articles
where source is not null or url is not null
group by source, address;
