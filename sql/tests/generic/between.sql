{# Every value that is not null lies between the two bounds, which are included. #}
{% test between(model, column_name, lowest, highest) %}

select {{ column_name }}
from {{ model }}
where {{ column_name }} not between {{ lowest }} and {{ highest }}

{% endtest %}
