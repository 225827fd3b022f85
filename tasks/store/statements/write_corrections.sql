delete from main.corrections
where number in (
    select number
    from (
        select number, line, kind, subject, status, message from main.corrections
        except
        select number, line, kind, subject, status, message from read_parquet($corrections)
    )
);

insert into main.corrections by name
select found.*
from read_parquet($corrections) as found
anti join main.corrections as held on held.number = found.number;
