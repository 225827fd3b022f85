{# What holds for the rows of a relation, all of it in one test: dbt takes longer over a test than
   DuckDB over its query. Returns a row for each rule that is broken, with a value that breaks it and
   the number of rows that do.

   not_null:    columns that have a value in every row
   keys:        lists of columns in which no two rows agree; of a single column, nulls are left out
   values:      for a column, the values that it may have
   shares:      columns that lie between 0 and 1, or are null
   intervals:   shares that also lie between the columns of their name with _low and _high
   references:  {column, to, field}: what of the column is found in `field` of the relation `to`. Null
                refers to nothing; where `to` is empty, `not in` alone would count it as broken #}
{% test rules(model, not_null=[], keys=[], values={}, shares=[], intervals=[], references=[]) %}

{%- set row_rules = [] %}
{%- for column in not_null %}
    {%- do row_rules.append((column ~ ' is null', '"' ~ column ~ '" is null')) %}
{%- endfor %}
{%- for column, accepted in values.items() %}
    {%- set listed = "'" ~ accepted | join("', '") ~ "'" %}
    {%- do row_rules.append((column ~ ' has another value', column ~ ' not in (' ~ listed ~ ')')) %}
{%- endfor %}
{%- for column in shares + intervals %}
    {%- do row_rules.append((column ~ ' is no share', column ~ ' not between 0 and 1')) %}
{%- endfor %}
{%- for column in intervals %}
    {%- set outside = column ~ '_low not between 0 and ' ~ column ~ ' + 1e-9 or '
        ~ column ~ '_high not between ' ~ column ~ ' - 1e-9 and 1 or (' ~ column ~ ' is null) != ('
        ~ column ~ '_low is null or ' ~ column ~ '_high is null)' %}
    {%- do row_rules.append((column ~ ' is not in its interval', outside)) %}
{%- endfor %}

with

rows_by_rule as (

    select
        case
            {%- for rule, broken in row_rules %}
            when {{ broken }} then '{{ rule }}'
            {%- else %}
            when false then ''
            {%- endfor %}
        end as rule,
        concat_ws(', ', {{ (keys[0] if keys else not_null[:1]) | join(', ') }}) as example
    from {{ model }}

),

broken_rows as (

    select
        rule,
        min(example) as example,
        count(*) as rows_that_break_it
    from rows_by_rule
    where rule is not null
    group by rule

),

{%- for key in keys %}

doubled_{{ loop.index }} as (

    select
        '{{ key | join(', ') }} is not unique' as rule,
        concat_ws(', ', {{ key | join(', ') }}) as example,
        count(*) as rows_that_break_it
    from {{ model }}
    {%- if key | length == 1 %}
    where {{ key[0] }} is not null
    {%- endif %}
    group by {{ key | join(', ') }}
    having count(*) > 1

),

{%- endfor %}
{%- for reference in references %}

lost_{{ loop.index }} as (

    select
        '{{ reference.column }} is not in {{ reference.to.identifier }}' as rule,
        cast({{ reference.column }} as varchar) as example,
        count(*) as rows_that_break_it
    from {{ model }}
    where {{ reference.column }} is not null and {{ reference.column }} not in (
        select {{ reference.field }}
        from {{ reference.to }}
        where {{ reference.field }} is not null
    )
    group by {{ reference.column }}

),

{%- endfor %}

final as (

    select * from broken_rows
    {%- for key in keys %}
    union all
    select * from doubled_{{ loop.index }}
    {%- endfor %}
    {%- for reference in references %}
    union all
    select * from lost_{{ loop.index }}
    {%- endfor %}

)

select * from final

{% endtest %}
