"""`wortlaut sources`: what files are taken for and what of them would be loaded; loads nothing."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.find.passed_over import in_order
from tasks.find.seed_folder import find_files
from tasks.find.seed_walk import readable
from tasks.read.hint_file import HintFile, HintFileError, read_hint_file
from tasks.read.hints import NO_HINTS
from tasks.read.items import Reading
from tasks.read.opening import open_at, open_in
from tasks.read.preview import Preview, preview
from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, Source
from tasks.text.ahead import as_of
from tasks.text.article import NOT_THE_ARTICLE, Article

_SHOWN_REASONS = 5
_TEXT_LINES = 4
_WIDEST = 120
_LABEL = 10
# How a reason puts the lines of sources.toml that would help.
_AS_TOML = ", as [[files]] | "


def print_sources(given: argparse.Namespace) -> int:
    """Print what each file would give; return 1 where no article could be read."""
    try:
        hints = read_hint_file(given.warehouse)
    except HintFileError as error:
        print(shown(f"wortlaut: {error}"), file=sys.stderr)
        return 1
    passed_over: Counter[str] = Counter()
    articles = unread = files = failed = 0
    most = int(given.max_megabytes * MEGABYTE)
    for path, name, opened in _files(given, passed_over):
        seen = opened if isinstance(opened, Preview) else _seen(opened, hints, name, most)
        passed_over += seen.passed_over
        files += 1
        failed += not seen.loaded
        articles += seen.loaded
        unread += seen.unread if not seen.is_one else 0
        for line in _lines(path, seen, hinted=hints.hints_for(name) != NO_HINTS):
            print(shown(line).rstrip())
        print(flush=True)
    print(_sum(files, articles, unread, failed, passed_over))
    return 0 if articles else 1


def _files(
    given: argparse.Namespace, passed_over: Counter[str]
) -> Iterator[tuple[str, str, Callable[[], Source] | Preview]]:
    """Each file's path for people, its path below the seed folder, and what opens it."""
    for named in given.paths:
        path = Path(named)
        if not path.is_dir():
            yield readable(named), _below(path, given.seeds), partial(open_at, path)
            continue
        for file in find_files(path, passed_over=passed_over):
            inside = path / file.path
            reason = file.reason or ("it is still being written; try again" if file.growing else "")
            opening = partial(open_in, path, file.path)
            yield (
                readable(str(inside)),
                _below(inside, given.seeds, path),
                Preview(failed=reason) if reason else opening,
            )


def _below(path: Path, seeds: Path, folder: Path | None = None) -> str:
    """The path as patterns of sources.toml mean it: below the seed folder, else below `folder`."""
    if path.resolve().is_relative_to(seeds.resolve()):
        return path.resolve().relative_to(seeds.resolve()).as_posix()
    return path.name if folder is None else path.relative_to(folder).as_posix()


def _seen(opened: Callable[[], Source], hints: HintFile, name: str, most: int) -> Preview:
    try:
        reading = Reading(opened(), hints.hints_for(name), most)
    except UnreadableFileError as error:
        return Preview(failed=str(error))
    return preview(reading, shown=_SHOWN_REASONS)


def _lines(path: str, seen: Preview, *, hinted: bool) -> Iterator[str]:
    yield path
    by = ", read as sources.toml says" if hinted else ""
    if seen.format is not None:
        yield from _folded("  ", f"format: {seen.format}{by}{_counts(seen)}")
    if seen.failed and not seen.records:
        yield from _folded("  ", f"not read: {seen.failed}")
        return
    if seen.first is not None:
        article = as_of(seen.first, datetime.now(UTC).date())
        yield from _article(article, alone=seen.is_one)
    if seen.is_one:
        for _, reason in seen.reasons:
            yield from _folded("  ", f"not read: {reason}")
    else:
        yield from _noted("not read", seen.reasons, seen.unread)
        yield from _noted("remarks", seen.remarks, seen.remarked)
    if seen.failed:
        yield from _folded("  ", f"after these {seen.records} nothing can be read: {seen.failed}")


def _counts(seen: Preview) -> str:
    if seen.is_one or not seen.records:
        return ""
    said = f"; {counted(seen.loaded, 'article')}"
    if seen.unread:
        said += f", {seen.unread:,} not read"
    if seen.closely < seen.records:
        said += f" (the first {seen.closely} looked at closely)"
    return said


def _article(article: Article, *, alone: bool) -> Iterator[str]:
    """The article as it would be loaded."""
    if not alone:
        yield "  the first article"
    body = article.text
    if article.title and body.startswith(article.title):
        body = body[len(article.title) :]
    fields = {
        "title": article.title,
        "date": _date(article),
        "outlet": article.source,
        "authors": ", ".join(article.authors) or article.author,
        "agency": article.agency,
        "section": article.section,
        "tags": ", ".join(article.tags),
        "url": article.url,
        "blocks": _kinds(article, read=True),
        "left out": _kinds(article, read=False),
        "remark": article.remark if alone else None,
    }
    # What nearly every article has is missed where it is missing.
    missed = ("title", "date", "outlet")
    for name, value in fields.items():
        if value or name in missed:
            yield from _field(name, value or "none")
    yield from _field("text", " ".join(body.split()), most=_TEXT_LINES)


def _kinds(article: Article, *, read: bool) -> str:
    """What its blocks are: those that are read for quotations and names, or those that are not."""
    kinds = Counter(
        block.kind for block in article.blocks if (block.kind not in NOT_THE_ARTICLE) is read
    )
    return ", ".join(counted(count, kind.replace("_", " ")) for kind, count in kinds.items())


def _date(article: Article) -> str | None:
    day: date | None = article.published_on
    at = article.published_at
    if at is not None:
        zone = getattr(at.tzinfo, "key", None) or at.strftime("%z")
        return f"{at:%Y-%m-%d %H:%M} ({zone})"
    if day is None:
        return None
    form = {"year": "%Y", "month": "%Y-%m"}.get(article.date_precision, "%Y-%m-%d")
    return f"{day:{form}}"


def _noted(head: str, notes: list[tuple[str | None, str]], count: int) -> Iterator[str]:
    if not notes:
        return
    more = f" (the first {len(notes)} of {count:,})" if count > len(notes) else ""
    yield f"  {head}{more}"
    for name, reason in notes:
        yield from _folded("    ", f"{name}: {reason}")


def _field(name: str, value: str, *, most: int | None = None) -> Iterator[str]:
    lines = list(_folded(f"    {name:<{_LABEL}}", value))
    if most is not None and len(lines) > most:
        last = lines[most - 1]
        last = last if len(last) <= _width() - 2 else last.rpartition(" ")[0]
        lines = [*lines[: most - 1], f"{last} …"]
    yield from lines


def _folded(before: str, said: str) -> Iterator[str]:
    """The words in lines as wide as the terminal, below one another."""
    indent = " " * len(before) if before.strip() else f"{before}  "
    said, _, toml = " ".join(said.split()).partition(_AS_TOML)
    yield from textwrap.wrap(
        f"{said}:" if toml else said,
        _width(),
        initial_indent=before,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [before]
    if toml:
        yield from (f"{indent}  {line}" for line in f"[[files]] | {toml}".split(" | "))


def _width() -> int:
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


def _sum(files: int, articles: int, unread: int, failed: int, passed_over: Counter[str]) -> str:
    said = f"{counted(files, 'file')}: {counted(articles, 'article')} can be read"
    wrong = [
        *([f"{counted(unread, 'record')}"] if unread else []),
        *([counted(failed, "whole file")] if failed else []),
    ]
    if wrong:
        said += f"; not read: {', '.join(wrong)}"
    if passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in in_order(passed_over))
        said += f"; passed over: {kinds}"
    return said
