"""Check, fit and count articles of the corpus.

    python -m annotated.corpus check PATH...    what is wrong, a line each; exit 1 if anything is
    python -m annotated.corpus fit PATH...      write files anew over the source's white space
    python -m annotated.corpus blank FOLDER     files to annotate: texts from elsewhere, no marks
    python -m annotated.corpus pack FOLDER      annotation of pages of publishers, by offsets
    python -m annotated.corpus unpack FOLDER    the same as files again
    python -m annotated.corpus counts           how much of what there is (`make corpus`)

A path is a file or a folder of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from annotated.corpus.check import findings
from annotated.corpus.counts import counts_table
from annotated.corpus.file import format_article, read_article
from annotated.corpus.folder import CORPUS, PACKED, corpus_articles
from annotated.corpus.marks import MarkError
from annotated.corpus.offsets import read_offsets, write_offsets
from annotated.corpus.realign import realigned
from annotated.corpus.texts import known_texts, smartdata_texts, wikinews_texts
from annotated.folder import shared_folder


def main() -> int:
    """Run the command that is named."""
    parser = argparse.ArgumentParser(prog="annotated.corpus", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    if not options.paths and options.command not in _WITHOUT_PATHS:
        parser.error(f"{options.command} needs a path")
    return COMMANDS[options.command](options.paths)


def _check(paths: list[Path]) -> int:
    wrong = 0
    for path in _files(paths or [CORPUS]):
        try:
            sentences = list(findings(read_article(path)))
        except MarkError as error:
            sentences = [str(error).removeprefix(f"{path.name}: ")]
        wrong += bool(sentences)
        for sentence in sentences:
            print(f"{path.name}: {sentence}")
    print(f"{wrong} with findings" if wrong else "nothing is wrong")
    return int(wrong > 0)


def _fit(paths: list[Path]) -> int:
    texts = known_texts(shared_folder())
    failed = 0
    for path in _files(paths):
        try:
            article = read_article(path)
            known = article.head.get("sha256")
            if known is not None:
                article = realigned(article, texts[known])
            path.write_text(format_article(article), encoding="utf-8")
        except (MarkError, KeyError) as error:
            failed += 1
            print(f"{path.name}: {str(error).removeprefix(f'{path.name}: ')}")
    return int(failed > 0)


def _blank(paths: list[Path]) -> int:
    for read in (wikinews_texts, smartdata_texts):
        for article in read(shared_folder()):
            folder = paths[0] / article.source
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{article.name}.txt").write_text(format_article(article), "utf-8")
    return 0


def _pack(paths: list[Path]) -> int:
    write_offsets(CORPUS / PACKED, (read_article(path) for path in _files(paths)))
    return 0


def _unpack(paths: list[Path]) -> int:
    paths[0].mkdir(parents=True, exist_ok=True)
    for article in read_offsets(CORPUS / PACKED, known_texts(shared_folder())):
        (paths[0] / f"{article.name}.txt").write_text(format_article(article), "utf-8")
    return 0


def _counts(_paths: list[Path]) -> int:
    print(counts_table(corpus_articles()))
    return 0


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else [path]


COMMANDS: dict[str, Callable[[list[Path]], int]] = {
    "check": _check,
    "fit": _fit,
    "blank": _blank,
    "pack": _pack,
    "unpack": _unpack,
    "counts": _counts,
}  # `check` without one looks at the whole corpus.
_WITHOUT_PATHS = ("check", "counts")

if __name__ == "__main__":
    sys.exit(main())
