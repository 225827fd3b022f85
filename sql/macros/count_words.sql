{# Number of words in a text. A word starts with a letter or digit and may hold single hyphens,
   apostrophes, points or commas inside (Zwei-Prozent-Ziel, geht's, 3,5). Combining marks and
   invisible characters (soft hyphen, zero-width space) do not end it. #}
{% macro count_words(text) -%}
    len(regexp_extract_all(
        {{ text }},
        '[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:[-.,''’][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*'
    ))
{%- endmacro %}
