"""How far two annotations of the same articles agree.

    python -m annotated.corpus.agreement FOLDER [FOLDER]

Files of the same name in both folders are compared, the first folder being taken for the truth;
with one folder, its articles of Wikinews are compared with the annotation of quotations that was
published with them, which names no speakers. `measure.py` says what is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from annotated import wikinews
from annotated.corpus.article import Article
from annotated.corpus.file import read_article
from annotated.corpus.interchange import from_row
from annotated.corpus.measure import Measured
from annotated.folder import shared_folder


def _pairs(folders: list[Path]) -> Iterator[tuple[Article, Article]]:
    if len(folders) > 1:
        for path in sorted(folders[0].glob("*.txt")):
            if (other := folders[1] / path.name).exists():
                yield read_article(path), read_article(other)
        return
    published = {
        f"wikinews-{row['id']}": row for row in wikinews.articles(shared_folder(), "train")
    }
    for path in sorted(folders[0].glob("wikinews-*.txt")):
        yield from_row(published[path.stem]), read_article(path)


def main() -> None:
    """Print how far the annotations agree."""
    parser = argparse.ArgumentParser(prog="annotated.corpus.agreement", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--differences", action="store_true", help="print where they differ")
    options = parser.parse_args()
    measured = Measured()
    for first, second in _pairs(options.folders):
        measured.add(first, second)
    if options.differences:
        print("\n".join(measured.differences))
    official = measured.official
    print(f"{measured.articles} articles, {official.gold} and {official.predicted} quotations")
    for name, value in measured.figures().items():
        print(f"{name:36} {value:.3f}")


if __name__ == "__main__":
    main()
