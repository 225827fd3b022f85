"""`wortlaut annotate`: articles in, JSON lines out, no warehouse and no Prefect."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tasks.annotate.document import document
from tasks.annotate.time_limit import TimeLimit, TimeLimitError, given_up_after
from tasks.console.escape import shown, shown_json
from tasks.find.seed_folder import find_files
from tasks.find.seed_walk import readable
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.rows.extract import extract
from tasks.nlp.version import ModelError
from tasks.outlets.lists import project_outlets
from tasks.outlets.outlets import Outlets
from tasks.read.hints import NO_HINTS
from tasks.read.items import Reading
from tasks.read.opening import from_bytes, open_at, open_in
from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, Source
from tasks.text.ahead import as_of
from tasks.text.article import Article, Rejection

_MAX_BYTES = 2 * MEGABYTE
_LIMIT = TimeLimit()


def annotate_paths(paths: Iterable[str], *, model: Path | None) -> int:
    """Print one JSON object a line for each article, in the order given.

    Files that hold no German article get a line on standard error. Returns 1 when none could
    be read.
    """
    try:
        nlp = load(model)
    except ModelError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    today = datetime.now(UTC).date()
    outlets = Outlets(project_outlets())
    printed = 0
    for path, article in _articles(paths):
        if isinstance(article, Rejection):
            print(shown(f"wortlaut: {path}: {article.reason}"), file=sys.stderr)
            continue
        article = as_of(article, today)
        try:
            with given_up_after(_LIMIT.of(len(article.text))):
                doc = annotate_doc(nlp, article.text, article.blocks)
                annotation = extract(article.article_id, doc, published_on=article.published_on)
        except TimeLimitError:
            print(shown(f"wortlaut: {path}: {_LIMIT.words(len(article.text))}"), file=sys.stderr)
            continue
        outlet = outlets.find(article.source, article.url)
        written = json.dumps(
            document(path, article, annotation, outlet, outlets.country_of(outlet)),
            ensure_ascii=False,
        )
        sys.stdout.write(shown_json(written) + "\n")
        sys.stdout.flush()
        printed += 1
    return 0 if printed else 1


def _articles(paths: Iterable[str]) -> Iterator[tuple[str, Article | Rejection]]:
    for name in paths:
        if name == "-":
            yield from _read(name, from_bytes(name, sys.stdin.buffer.read()))
        elif Path(name).is_dir():
            files = find_files(Path(name))
            if not files:
                yield readable(name), Rejection("the folder holds no article files")
            for file in files:
                inside = readable(str(Path(name, file.path)))
                if file.reason is not None:
                    yield inside, Rejection(file.reason)
                elif file.growing:
                    yield inside, Rejection("the file is growing; try again")
                else:
                    yield from _read(inside, partial(open_in, Path(name), file.path))
        else:
            yield from _read(readable(name), partial(open_at, Path(name)))


def _read(
    path: str, source: Source | Callable[[], Source]
) -> Iterator[tuple[str, Article | Rejection]]:
    """The articles of a file; a record of one that holds many has its name after a `#`."""
    try:
        source = source if isinstance(source, Source) else source()
        for item in Reading(source, NO_HINTS, _MAX_BYTES).items():
            yield path if item.record is None else f"{path}#{item.record}", item.read()
    except UnreadableFileError as error:
        yield path, Rejection(str(error))
