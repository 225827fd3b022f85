-- Grain: a class of the words that announce quotations of the period. Shares are of the quotations
-- whose cue is in a class; `words` are the most frequent ones.
with
counted as (
    select
        cue_class,
        count(*) filter (where part = 'period') as quotes,
        count(*) filter (where part = 'before') as quotes_before
    from counted_quotes
    group by cue_class
),
totals as (
    select
        sum(quotes) as quotes,
        sum(quotes_before) as quotes_before
    from counted
    where cue_class not in ('no_cue', 'unlisted')
),
lemmas as (
    select
        cue_class,
        cue_lemma,
        count(*) as quotes
    from counted_quotes
    where
        part = 'period'
        and cue_lemma is not null
    group by cue_class, cue_lemma
    qualify row_number() over (partition by cue_class order by count(*) desc, cue_lemma) <= 6
),
words as (
    select
        cue_class,
        string_agg(cue_lemma, ', ' order by quotes desc, cue_lemma) as cue_words
    from lemmas
    group by cue_class
)
select
    counted.cue_class,
    words.cue_words,
    counted.quotes,
    case
        when counted.cue_class not in ('no_cue', 'unlisted')
            then counted.quotes::double / nullif(totals.quotes, 0)
    end as share,
    counted.quotes_before,
    case
        when counted.cue_class not in ('no_cue', 'unlisted')
            then counted.quotes_before::double / nullif(totals.quotes_before, 0)
    end as share_before
from counted
cross join totals
left join words using (cue_class)
where counted.quotes + counted.quotes_before > 0
order by counted.cue_class in ('no_cue', 'unlisted'), counted.quotes desc, counted.cue_class
