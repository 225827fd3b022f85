"""The names of the corpus, line by line, as a corpus of names has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotated.corpus.article import Article, Mention
from annotated.sentences import Sentence
from tasks.text.article import NOT_THE_ARTICLE

_WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def sentences(articles: Iterable[Article]) -> Iterator[Sentence]:
    """Lines of articles as sentences; what is not the article has no names marked.

    Of a name within a name, the outer one counts.
    """
    for article in articles:
        aside = [(one.start, one.end) for one in article.blocks if one.kind in NOT_THE_ARTICLE]
        names = sorted(
            (one for one in article.mentions if one.form == "name"),
            key=lambda one: (one.start, -one.end),
        )
        for line in re.finditer(r"[^\n]+", article.text):
            words = [
                word
                for word in _WORD.finditer(article.text, line.start(), line.end())
                if not any(start <= word.start() < end for start, end in aside)
            ]
            if words:
                yield _sentence(article, words, names)


def _sentence(article: Article, words: list[re.Match[str]], names: list[Mention]) -> Sentence:
    labels: list[str] = []
    last: Mention | None = None
    for word in words:
        name = next((one for one in names if one.start <= word.start() < one.end), None)
        start = "I-" if name is last else "B-"
        labels.append("O" if name is None else start + article.entity(name.key).label)
        last = name
    text = article.text
    return Sentence(
        tuple(word.group() for word in words),
        tuple(text[word.end() : word.end() + 1].isspace() for word in words),
        tuple(labels),
    )
