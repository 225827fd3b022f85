{# What the stored macros give, in the database. #}
{% macro describe_stored_macros() %}
comment on macro main.context is
'The sentence or sentences in which a quotation and its frame stand: select context(quote_id)';
comment on macro table main.quotes_of is
'What somebody said, in order; a part of the name is enough: from quotes_of(''Blum'')';
comment on macro table main.quotes_about is
'Quotations that mention somebody or something, in order: from quotes_about(''Nord Stream'')'
{% endmacro %}
