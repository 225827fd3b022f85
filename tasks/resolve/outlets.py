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
    said = read_sources(connection)
    found: dict[Said, str | None] = {}
    own: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, address, articles in said.iter_rows():
        name = outlets.find(source, address)
        if name is None and (name := own_name(source, address)):
            own[own_key(name)][name] += articles
        found[source, address] = name
    spelt = {key: _commonest(spellings) for key, spellings in own.items()}
    listed = {outlet.name for outlet in outlets.listed}
    rows = [
        (*key, name if name is None or name in listed else spelt[own_key(name)])
        for key, name in found.items()
    ]
    unlisted = (Outlet(name, None, "unlisted", (), (), "articles") for name in spelt.values())
    with TemporaryDirectory(prefix=".outlets-", dir=scratch) as folder:
        changed = write_outlets(
            connection,
            _frame((*outlets.listed, *unlisted)),
            pl.DataFrame(rows, schema=FOUND, orient="row"),
            Path(folder),
        )
    return changed > 0


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
