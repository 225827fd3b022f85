{# DuckDB names a catalog after its file and keeps the text of a view. Were `ref` and `source` to
   write the catalog, the views would break as soon as the file is renamed or attached under another
   name, which is what publication does. #}

{% macro ref() -%}
    {{ return(builtins.ref(*varargs, **kwargs).include(database=false)) }}
{%- endmacro %}

{% macro source() -%}
    {{ return(builtins.source(*varargs, **kwargs).include(database=false)) }}
{%- endmacro %}
