-- Grain: one quotation in an article.
with

source as (

    select * from {{ source('warehouse', 'quotes') }}

),

final as (

    select
        quote_id,
        article_id,
        type as quote_type,
        medium,
        factuality,
        text as quote_text,
        start_char,
        end_char,
        cue,
        frame,
        speaker_surface,
        addressee_surface,
        parent_quote_id,
        confidence as quote_confidence,
        sentence_number,
        block_kind,
        rules
    from source

)

select * from final
