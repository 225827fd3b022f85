{# Bounds of Wilson's interval of 95 % for a share of `sample` cases (Wilson 1927); null without any.
   Unlike the one around the share itself, it holds for small samples, and for shares of 0 and 1.
   Rounding must not push a bound past 0 or 1 (least and greatest would make 0 or 1 of null). #}
{% macro wilson_low(share, sample) -%}
    case
        when {{ wilson_middle(share, sample) }} < {{ wilson_half(share, sample) }} then 0
        else {{ wilson_middle(share, sample) }} - {{ wilson_half(share, sample) }}
    end
{%- endmacro %}

{% macro wilson_high(share, sample) -%}
    case
        when {{ wilson_middle(share, sample) }} + {{ wilson_half(share, sample) }} > 1 then 1
        else {{ wilson_middle(share, sample) }} + {{ wilson_half(share, sample) }}
    end
{%- endmacro %}

{% macro wilson_middle(share, sample) -%}
    (({{ share }}) + 3.8416 / (2 * nullif({{ sample }}, 0)))
    / (1 + 3.8416 / nullif({{ sample }}, 0))
{%- endmacro %}

{% macro wilson_half(share, sample) -%}
    1.96 * sqrt(
        ({{ share }}) * (1 - ({{ share }})) / nullif({{ sample }}, 0)
        + 3.8416 / (4 * pow(nullif({{ sample }}, 0), 2))
    ) / (1 + 3.8416 / nullif({{ sample }}, 0))
{%- endmacro %}
