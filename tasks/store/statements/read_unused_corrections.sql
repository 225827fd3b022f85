select line, kind, message
from main.corrections
where status = 'unused'
order by number;
