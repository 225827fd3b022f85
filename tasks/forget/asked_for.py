"""Whom and what somebody asks to have forgotten, looked up in the warehouse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tasks.console.plural import counted
from tasks.forgotten.keyed import Forgotten, surname_of
from tasks.ledger.unit import as_known
from tasks.link.keys import name_key
from tasks.link.spelling import fold
from tasks.nlp.german.given_names import is_given_name
from tasks.store.connection import Connection
from tasks.store.spoken_of import (
    find_appearances,
    find_articles,
    find_texts,
    read_names,
    read_names_of,
    read_stored,
)
from tasks.store.warehouse import read_article_paths

_SHOWN = 5


class NothingFitsError(LookupError):
    """Nothing in the warehouse is what was asked for, or too much is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The register with what is asked for, and what of it the warehouse holds.

    `articles`: path by `article_id`. `names`: names of the warehouse that are to go. `surnames`:
    by which texts are looked through; None: all of them are.
    """

    forgotten: Forgotten
    articles: dict[str, str]
    names: frozenset[str]
    surnames: frozenset[str] | None


def look_up(
    connection: Connection,
    forgotten: Forgotten,
    *,
    articles: Sequence[str] = (),
    persons: Sequence[str] = (),
    seeds: Path,
) -> Wanted:
    """Articles by path, address, source or identifier; persons by name or identifier.

    What is in the register already fits too, so that a removal can be repeated. Raises
    NothingFitsError in one sentence.
    """
    found: dict[str, str] = {}
    for asked in articles:
        fitting = find_articles(connection, asked, _paths(asked, seeds, forgotten))
        if not fitting and _mark(forgotten, asked) not in forgotten.asked:
            raise NothingFitsError(
                f"no article of the warehouse has the path, address or identifier {asked!r}; "
                "select article_id, path, url, title from articles lists them"
            )
        found |= fitting
    held = read_names(connection)
    names: set[str] = set()
    for asked in persons:
        full = _names_of(connection, asked, held)
        if not full and _stands_in_texts(connection, forgotten, asked):
            full = [asked]
        if not full and not _is_known(forgotten, asked):
            raise NothingFitsError(
                f"nobody in the warehouse has the name or identifier {asked!r}; "
                f"{_near(asked, held) or 'wortlaut why NAME shows which names there are'}"
            )
        names.update(full)
    _check_surnames(names, held)
    marked = replace(
        forgotten,
        articles=forgotten.articles | {forgotten.mark("article", article) for article in found},
        names=forgotten.names | {forgotten.mark_of_name(name) for name in names},
        asked=forgotten.asked | {_mark(forgotten, asked) for asked in (*articles, *persons)},
    )
    return Wanted(
        marked, found, frozenset(n for n in held if marked.holds_name(n)), _surnames(names)
    )


def look_up_again(connection: Connection, forgotten: Forgotten) -> Wanted:
    """All that is in the register and, as in a restored warehouse, is there all the same."""
    (paths, names) = (read_article_paths(connection), read_names(connection))
    return Wanted(
        forgotten,
        {article: path for article, path in paths.items() if forgotten.holds_article(article)},
        frozenset(name for name in names if forgotten.holds_name(name)),
        None,
    )


def _paths(asked: str, seeds: Path, forgotten: Forgotten) -> list[str]:
    """What the ledger may call this path: as given, below the seed folder, and hidden."""
    paths = [asked]
    given = Path(asked).absolute()
    if given.is_relative_to(seeds.absolute()):
        paths.append(given.relative_to(seeds.absolute()).as_posix())
    known_as = [known for path in paths for known in as_known(path)]
    return [*paths, *map(forgotten.hidden, known_as)]


def _names_of(connection: Connection, asked: str, held: Iterable[str]) -> list[str]:
    """The names that are to go for this name or identifier; none where nothing fits."""
    by_id = read_names_of(connection, asked)
    if by_id:
        return by_id
    key = name_key(asked, "PER").key
    same = [name for name in held if name_key(name, "PER").key == key]
    if not same:
        return []
    entities = sorted(find_appearances(connection, same).entities)
    if len(asked.split()) == 1 and len(entities) > 1:
        bearers = [f"{' or '.join(read_names_of(connection, e))} ({e})" for e in entities[:_SHOWN]]
        raise NothingFitsError(
            f"{counted(len(entities), 'entity')} of the warehouse are called {asked!r}, such as "
            f"{', '.join(bearers)}; give a full name or an identifier"
        )
    names = [name for entity in entities for name in read_names_of(connection, entity)]
    whole = [name for name in names if len(name.split()) > 1]
    # A surname stands for the one who bears it; by itself, it would bar all of her family.
    return whole if len(asked.split()) == 1 and whole else [*same, *names]


def _near(asked: str, held: Iterable[str]) -> str:
    """Who has this surname, or part of a name, in a sentence; empty where nobody has."""
    wanted = {fold(word) for word in asked.split()}
    near = sorted(name for name in held if wanted & {fold(word) for word in name.split()})
    return f"did you mean {' or '.join(map(repr, near[:_SHOWN]))}?" if near else ""


def _stands_in_texts(connection: Connection, forgotten: Forgotten, name: str) -> bool:
    """Whether some text has this whole name, which annotation has not found anywhere."""
    *before, last = re.findall(r"\w+", name) or [""]
    if not before:
        return False
    asked = replace(forgotten, names=frozenset({forgotten.mark_of_name(name)}))
    return any(
        asked.names_somebody(*stored.article.heads, stored.article.text)
        for stored in read_stored(connection, find_texts(connection, {fold(last)}))
    )


def _check_surnames(names: Collection[str], held: Iterable[str]) -> None:
    """Raise NothingFitsError where a surname alone is asked for that others bear as well.

    It would be barred in their names, too, and their words would stay.
    """
    keys = {name_key(name, "PER").key for name in names}
    for name in (name for name in names if len(name.split()) == 1):
        bearers = sorted(
            other
            for other in held
            if surname_of(other) == surname_of(name) != ""
            and is_given_name(other.split(" ")[0])
            and name_key(other, "PER").key not in keys
        )
        if bearers:
            raise NothingFitsError(
                f"{name!r} is the surname of others, too ({', '.join(bearers[:_SHOWN])}); give "
                "their full names, or both in one command, such as "
                f"--person {bearers[0]!r} --person {name!r}"
            )


def _is_known(forgotten: Forgotten, asked: str) -> bool:
    return _mark(forgotten, asked) in forgotten.asked or forgotten.holds_name(asked)


def _mark(forgotten: Forgotten, asked: str) -> str:
    return forgotten.mark("asked", asked)


def _surnames(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(surname_of, names)))
