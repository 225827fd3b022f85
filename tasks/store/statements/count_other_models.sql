select model_version, count(*) as articles
from main.articles
where model_version <> $present
group by model_version
order by model_version;
