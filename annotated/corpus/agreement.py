"""How far two annotations of the same articles agree.

    python -m annotated.corpus.agreement                the corpus and its second reading
    python -m annotated.corpus.agreement --published    its articles of Wikinews and the annotation
                                                        that was published with them
    python -m annotated.corpus.agreement FOLDER FOLDER  files of the same name in two folders

The first of two is taken for the truth. The annotation that was published with the articles of
Wikinews has quotations, names no speakers, and leaves the answers of interviews unmarked.
`measure.py` says what is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from annotated import wikinews
from annotated.corpus.article import Article
from annotated.corpus.file import read_article
from annotated.corpus.folder import SECOND, corpus_articles
from annotated.corpus.interchange import from_row
from annotated.corpus.measure import Measured
from annotated.folder import shared_folder

_IN_PUBLISHED = ("message", "roles", "joint", "tokens", "kappa", "found", "in both: same medium")
"""What the published annotation has: it names no speakers and marks no names or blocks."""


def _pairs(folders: list[Path], *, published: bool) -> Iterator[tuple[Article, Article]]:
    if folders:
        for path in sorted(folders[0].glob("*.txt")):
            if (other := folders[1] / path.name).exists():
                yield read_article(path), read_article(other)
        return
    articles = {article.name: article for article in corpus_articles()}
    if not published:
        for second in corpus_articles(SECOND):
            yield articles[second.name], second
        return
    for row in wikinews.articles(shared_folder(), "train"):
        if (name := f"wikinews-{row['id']}") in articles:
            yield from_row(row), articles[name]


def main() -> None:
    """Print how far the annotations agree."""
    parser = argparse.ArgumentParser(prog="annotated.corpus.agreement", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--published", action="store_true", help="against the published one")
    parser.add_argument("--differences", action="store_true", help="print where they differ")
    options = parser.parse_args()
    if len(options.folders) not in (0, 2):
        parser.error("name two folders, or none")
    measured, without_interviews = Measured(), Measured()
    for first, second in _pairs(options.folders, published=options.published):
        measured.add(first, second)
        if second.head.get("genre") != "interview":
            without_interviews.add(first, second)
    if options.differences:
        print("\n".join(measured.differences))
    official = measured.official
    print(f"{measured.articles} articles, {official.gold} and {official.predicted} quotations")
    for name, value in measured.figures().items():
        if not options.published or name.startswith(_IN_PUBLISHED):
            print(f"{name:36} {value:.3f}")
    if options.published:
        name = f"joint of {without_interviews.articles}, no interviews"
        print(f"{name:36} {without_interviews.figures()['joint']:.3f}")


if __name__ == "__main__":
    main()
