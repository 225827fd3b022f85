{# One cell of the log-likelihood ratio (Dunning 1993): observed * ln(observed / expected), in which
   nothing observed adds nothing. #}
{% macro observed_times_log(observed, expected) -%}
    case
        when ({{ observed }}) > 0 and ({{ expected }}) > 0
            then ({{ observed }}) * ln(({{ observed }}) / ({{ expected }}))
        else 0
    end
{%- endmacro %}
