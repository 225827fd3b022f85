"""The names of the corpus, line by line, as a corpus of names has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotated.corpus.article import Article
from annotated.sentences import WORD, Sentence, labelled_sentence
from tasks.text.article import NOT_THE_ARTICLE


def sentences(articles: Iterable[Article]) -> Iterator[Sentence]:
    """Lines of articles as sentences; what is not the article has no names marked.

    Of a name within a name, the outer one counts.
    """
    for article in articles:
        aside = [(one.start, one.end) for one in article.blocks if one.kind in NOT_THE_ARTICLE]
        mentions = sorted(
            (one for one in article.mentions if one.form == "name"),
            key=lambda one: (one.start, -one.end),
        )
        names = [(one.start, one.end, article.entity(one.key).label) for one in mentions]
        for line in re.finditer(r"[^\n]+", article.text):
            words = [
                word
                for word in WORD.finditer(article.text, line.start(), line.end())
                if not any(start <= word.start() < end for start, end in aside)
            ]
            if words:
                yield labelled_sentence(article.text, words, names)
