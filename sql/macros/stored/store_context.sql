{# `context(id)`: the sentence or sentences in which a quotation and its frame stand, in one line.
   A sentence is taken to end at a mark after three letters or figures or a closing mark, so that
   "3. März" and "Dr. Blum" do not end one, and at a line's end. Names stand without catalog: the file
   is published under any. #}
{% macro store_context() %}
create or replace macro main.context(id) as (
    select
        trim(regexp_replace(
            regexp_replace(
                left(articles.text, reach.first_char), '(?s)^.*(?:{{ sentence_end() }}\s+|\n)', ''
            )
            || substr(articles.text, reach.first_char + 1, reach.last_char - reach.first_char)
            || case
                when regexp_matches(
                    right(left(articles.text, reach.last_char), 5), '[.!?…]["“”»«‘’)]*$'
                )
                and substr(articles.text, reach.last_char + 1, 1) != ','
                    then ''
                else regexp_extract(
                    substr(articles.text, reach.last_char + 1),
                    '(?s)^(?:[^\n]*?(?:\p{L}{3}|\p{N}{3}|[“”"»«‘’)%]|^)[.!?…]["“”»«‘’)]*(?:\s|$)|[^\n]*)'
                )
            end,
            '\s+', ' ', 'g'
        ))
    from (
        select
            quotes.article_id,
            min(quote_spans.start_char) as first_char,
            max(quote_spans.end_char) as last_char
        from main.quotes as quotes
        inner join main.quote_spans as quote_spans
            on quotes.quote_id = quote_spans.quote_id
        where
            quotes.quote_id = id
            and quote_spans.role in ('quote', 'cue', 'frame')
        group by quotes.article_id
    ) as reach
    inner join main.articles as articles
        on reach.article_id = articles.article_id
)
{% endmacro %}

{% macro sentence_end() -%}
    (?:\p{L}{3}|\p{N}{3}|[“”"»«‘’)%])[.!?…]["“”»«‘’)]*
{%- endmacro %}
