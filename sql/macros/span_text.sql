{# The characters of the article that a row with `start_char` and `end_char` points at. #}
{% macro span_text(spans, articles='articles') -%}
    substr(
        {{ articles }}.article_text,
        {{ spans }}.start_char + 1,
        {{ spans }}.end_char - {{ spans }}.start_char
    )
{%- endmacro %}
