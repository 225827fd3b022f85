-- Articles in which one of some folded words stands, in letters as tasks/link/keys.py folds them.
-- Every text is looked at: nothing but the text says what annotation passed over.
with folded as (
    select
        article_id,
        strip_accents(
            replace(
                replace(
                    replace(
                        replace(
                            lower(
                                concat_ws(
                                    ' ', title, source, author, url, section, agency,
                                    array_to_string(authors, ' '), array_to_string(tags, ' '), text
                                )
                            ), 'ä', 'ae'
                        ), 'ö', 'oe'
                    ), 'ü', 'ue'
                ), 'ß', 'ss'
            )
        ) as words
    from main.articles
)

select article_id
from folded
where exists (
    select 1
    from (select unnest($surnames) as surname) as asked
    where contains(words, surname)
);
