-- Grain: one quotation in an article.
-- The first word of its cue that the list of cue words has; a verb with its particle ("wies zurück")
-- goes before the verb alone.
{{ config(materialized='table') }}

with

quotes as (

    select * from {{ ref('stg_quotes') }}

),

cue_words as (

    select * from {{ ref('cue_words') }}

),

tokens as (

    select
        quote_id,
        regexp_extract_all(lower(nfc_normalize(cue)), '\p{L}+') as words
    from quotes
    where cue is not null

),

words as (

    select
        quote_id,
        words,
        unnest(words) as word,
        generate_subscripts(words, 1) as place
    from tokens

),

listed as (

    select
        words.quote_id,
        cue_words.lemma,
        cue_words.cue_class,
        words.place + case when cue_words.particle is null then 1000 else 0 end as rank
    from words
    inner join cue_words using (word)
    where
        cue_words.particle is null
        or list_contains(words.words, cue_words.particle)

),

first_listed as (

    select
        quote_id,
        first(lemma order by rank, lemma, cue_class) as cue_lemma,
        first(cue_class order by rank, lemma, cue_class) as cue_class
    from listed
    group by quote_id

),

final as (

    select
        quote_id,
        first_listed.cue_lemma,
        case
            when quotes.cue is null then 'none'
            else coalesce(first_listed.cue_class, 'unlisted')
        end as cue_class
    from quotes
    left join first_listed using (quote_id)

)

select * from final
