"""Which outlet each article of a warehouse is of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tasks.outlets.outlet import Outlet
from tasks.outlets.outlets import Outlets, own_key, own_name
from tasks.store.connection import Connection
from tasks.store.outlets import FOUND, OUTLETS, read_sources, write_outlets

Said = tuple[str | None, str | None]


def fill_outlets(connection: Connection, outlets: Outlets, *, scratch: Path) -> bool:
    """Find the outlet of every article anew; only what changes is written.

    Returns whether anything did. An outlet that no list has is called as its articles call it, by
    the spelling that most of them have. `scratch` is a folder, in which nothing is left.
    """
    found, unlisted = found_outlets(read_sources(connection).iter_rows(), outlets)
    rows = [(*said, name) for said, name in found.items()]
    with TemporaryDirectory(prefix=".outlets-", dir=scratch) as folder:
        changed = write_outlets(
            connection,
            _frame((*outlets.listed, *unlisted)),
            pl.DataFrame(rows, schema=FOUND, orient="row"),
            Path(folder),
        )
    return changed > 0


def found_outlets(
    said: Iterable[tuple[str | None, str | None, int]], outlets: Outlets
) -> tuple[dict[Said, str | None], tuple[Outlet, ...]]:
    """The outlet of every source and address, and the outlets among them that no list has.

    Each is said by a number of articles.
    """
    found: dict[Said, str | None] = {}
    own: dict[Said, str] = {}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, address, articles in said:
        name = own_name(source, address)
        listed = outlets.find(source, address) or (outlets.find(name, None) if name else None)
        if listed is None and name is not None:
            own[source, address] = own_key(name)
            spellings[own_key(name)][name] += articles
        found[source, address] = listed
    called = {key: _commonest(names) for key, names in spellings.items()}
    unlisted = (Outlet(name, None, "unlisted", (), (), "articles") for name in called.values())
    return found | {pair: called[key] for pair, key in own.items()}, tuple(unlisted)


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _frame(outlets: Iterable[Outlet]) -> pl.DataFrame:
    rows = [
        (
            outlet.name,
            outlet.country,
            outlet.kind,
            outlet.domains[0] if outlet.domains else None,
            "; ".join(outlet.aliases) or None,
            outlet.listed_by,
        )
        for outlet in outlets
    ]
    return pl.DataFrame(rows, schema=OUTLETS.schema(), orient="row")
