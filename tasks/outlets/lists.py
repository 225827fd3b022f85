"""The project's list of outlets, and the one that people keep beside the warehouse, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from tasks.outlets.outlet import LISTED_KINDS, ListedBy, Outlet
from tasks.outlets.outlets import Outlets
from tasks.outlets.spelling import name_key
from tasks.outlets.table import OutletsError, Row, parse_table

FILE_NAME = "outlets.csv"
_LIST = "outlets.tsv"


def read_outlets(folder: Path) -> Outlets:
    """The project's outlets, with those of `outlets.csv` in the warehouse folder, if there is one.

    Raises OutletsError in one sentence when it is no such file as docs/sources.md says.
    """
    try:
        raw = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return Outlets(project_outlets())
    except OSError as error:
        raise OutletsError(
            f"{folder / FILE_NAME} cannot be read ({error.strerror}); let the account that runs "
            "Wortlaut read it, or move it away"
        ) from error
    return Outlets(with_own(project_outlets(), parse_table(raw, FILE_NAME)))


@cache
def project_outlets() -> tuple[Outlet, ...]:
    """The outlets of the project's list, in its order."""
    raw = resources.files("tasks.outlets").joinpath(_LIST).read_bytes()
    return tuple(_outlet(row, _LIST) for row in parse_table(raw, _LIST))


def with_own(outlets: Sequence[Outlet], rows: Sequence[Row]) -> tuple[Outlet, ...]:
    """The outlets with the user's rows, which win.

    A row with the name of an outlet adds to its domains and aliases, and says its country and kind
    anew where it has them. Any other row is an outlet of its own. A domain or alias of a row is
    taken from the outlet that had it. Raises OutletsError for a new outlet without a kind.
    """
    known = {name_key(outlet.name): outlet for outlet in outlets}
    aliases = {name_key(alias): outlet for outlet in outlets for alias in outlet.aliases}
    for row in rows:
        key = name_key(row.name)
        if key not in known and row.kind is None and key in aliases:
            raise OutletsError(
                f"{FILE_NAME}, line {row.line}: {row.name!r} is known as {aliases[key].name!r}; "
                "write that name to add to it, or a kind to have an outlet of its own"
            )
    taken = {key for row in rows for key in row.keys}, {d for row in rows for d in row.domains}
    made = {key: _without(outlet, *taken) for key, outlet in known.items()}
    for row in rows:
        key = name_key(row.name)
        made[key] = _added(made[key], known[key], row) if key in made else _outlet(row, FILE_NAME)
    return tuple(made.values())


def _outlet(row: Row, file: str) -> Outlet:
    if row.kind is None:
        raise OutletsError(
            f"{file}, line {row.line}: the kind of {row.name!r} is missing; write one of "
            f"{', '.join(LISTED_KINDS)}"
        )
    listed_by: ListedBy = "user" if file == FILE_NAME else "project"
    return Outlet(row.name, row.country, row.kind, row.domains, row.aliases, listed_by)


def _without(outlet: Outlet, keys: set[str], domains: set[str]) -> Outlet:
    return replace(
        outlet,
        domains=tuple(domain for domain in outlet.domains if domain not in domains),
        aliases=tuple(alias for alias in outlet.aliases if name_key(alias) not in keys),
    )


def _added(left: Outlet, before: Outlet, row: Row) -> Outlet:
    """The outlet with what the row adds; `left` has of `before` what no row names."""
    own = [domain for domain in before.domains if domain in (*left.domains, *row.domains)]
    aliases = {name_key(alias): alias for alias in (*before.aliases, *row.aliases)}
    kept = {name_key(alias) for alias in left.aliases} | {*row.keys[1:]}
    return Outlet(
        name=before.name,
        country=row.country or before.country,
        kind=row.kind or before.kind,
        domains=tuple(dict.fromkeys((*own, *row.domains))),
        aliases=tuple(alias for key, alias in aliases.items() if key in kept),
        listed_by="user",
    )
