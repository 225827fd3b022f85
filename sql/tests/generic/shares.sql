{# Each of these shares is null or lies between 0 and 1; with `intervals`, it also lies between its
   bounds, which are the columns of its name with _low and _high. One test a table. #}
{% test shares(model, columns, intervals=false) %}

select *
from {{ model }}
where
    {%- for column in columns %}
    {{ column }} not between 0 and 1
    {%- if intervals %}
    or {{ column }}_low not between 0 and {{ column }} + 1e-9
    or {{ column }}_high not between {{ column }} - 1e-9 and 1
    or ({{ column }} is null) != ({{ column }}_low is null or {{ column }}_high is null)
    {%- endif %}
    {{ 'or' if not loop.last }}
    {%- endfor %}

{% endtest %}
