{# None of these columns is null in any row. One test a table: a test a column, on every table,
   doubles the time of a build. Returns one row for every column that has nulls. #}
{% test no_nulls(model, columns) %}

with

counted as (

    select
        {%- for column in columns %}
        count(*) filter (where "{{ column }}" is null) as "{{ column }}"{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ model }}

),

final as (
    {% for column in columns %}
    select '{{ column }}' as column_name, "{{ column }}" as rows_with_null
    from counted
    where "{{ column }}" > 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from final

{% endtest %}
