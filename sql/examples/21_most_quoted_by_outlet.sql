-- Who is quoted most by each outlet, and how much of its quotations are theirs?
-- One row an outlet and person: outlet, kind, speaker_name, quotes, share_of_quotes, articles
with

counted as (

    select
        outlet,
        speaker_name,
        count(*) as quotes,
        count(distinct article_id) as articles,
        row_number() over (partition by outlet order by count(*) desc, speaker_name) as place
    from reports.quote_lines
    where outlet is not null and speaker_label = 'PER' and factuality = 'said'
    group by outlet, speaker_id, speaker_name

),

of_outlets as (

    select outlet, count(distinct quote_id) as quotes
    from reports.quote_lines
    where outlet is not null and factuality = 'said'
    group by outlet

)

select
    counted.outlet,
    outlets.kind,
    counted.speaker_name,
    counted.quotes,
    round(counted.quotes / of_outlets.quotes, 3) as share_of_quotes,
    counted.articles
from counted
inner join of_outlets using (outlet)
inner join main.outlets on outlets.name = counted.outlet
where counted.place <= 3
order by counted.outlet, counted.quotes desc, counted.speaker_name;
