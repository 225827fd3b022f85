{#- Where the stretch of a calendar that begins with this day (or month) ends: before the next one
    with articles, or with itself where that is more than two years ahead. A single wrong date, of
    1605 for 2016, would fill a calendar with four hundred years otherwise. -#}
{% macro until_next(first, next, step) -%}
    case
        when {{ next }} <= {{ first }} + interval 24 month then {{ next }}
        else {{ first }} + interval 1 {{ step }}
    end
{%- endmacro %}
