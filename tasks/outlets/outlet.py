"""An outlet: who publishes an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["paper", "broadcaster", "magazine", "agency", "portal", "unlisted"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LISTED_KINDS = tuple(kind for kind in KINDS if kind != "unlisted")
"""Kinds that a list can give; an outlet that no list has is `unlisted`."""

ListedBy = Literal["project", "user", "articles"]
LISTED_BY: tuple[ListedBy, ...] = get_args(ListedBy)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, as the table `outlets` has it.

    `country` is an ISO 3166-1 code (DE), None where it is not known. `domains` are without `www.`,
    in lower case, the chief one first. `aliases` are other names for it, sub-brands among them; its
    own name is none of them.
    """

    name: str
    country: str | None
    kind: Kind
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    listed_by: ListedBy
