"""All outlets that are known, and which of them an article is of."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.outlets.address import domains_above, host_of
from tasks.outlets.outlet import Outlet
from tasks.outlets.spelling import ending_of, heads, name_key, tail


class Outlets:
    """Outlets by their domains and by their names.

    A name that is one outlet's alias is that outlet's, also where another one is called so: lists
    of users give such aliases on purpose.
    """

    def __init__(self, listed: Iterable[Outlet]) -> None:
        self.listed = tuple(listed)
        self._by_domain = {domain: o.name for o in self.listed for domain in o.domains}
        self._by_key = {name_key(o.name): o.name for o in self.listed}
        self._by_key |= {name_key(alias): o.name for o in self.listed for alias in o.aliases}
        self._countries = {o.name: o.country for o in self.listed}
        self._endings = {
            o.name: {ending_of(written) for written in (*o.domains, o.name, *o.aliases)}
            for o in self.listed
        }

    def find(self, source: str | None, url: str | None) -> str | None:
        """The name of the outlet that the list has for an article; None where it has none.

        The address of the article counts most, with the longest domain that is listed. Then comes
        the source as the article writes it: a name, an address, or the name of a feed that begins
        with one of them ("tagesschau.de - die erste Adresse") or ends in an address.
        """
        return self._at(url) or (self._named(source) if source else None)

    def country_of(self, name: str | None) -> str | None:
        """The country of an outlet of the list, as ISO 3166-1 code; None where it is not known."""
        return self._countries.get(name or "")

    def _at(self, address: str | None) -> str | None:
        host = host_of(address) if address else None
        found = (self._by_domain.get(domain) for domain in (domains_above(host) if host else ()))
        return next((name for name in found if name), None)

    def _named(self, source: str) -> str | None:
        for name in (source, *heads(source)):
            if found := self._at(name) or self._called(name):
                return found
        first, *_ = source.split(maxsplit=1) or ("",)
        return self._at(first) or self._at(tail(source))

    def _called(self, name: str) -> str | None:
        """By the name alone; the Kurier of kurier.at is not called kurier.ch."""
        found, ending = self._by_key.get(name_key(name)), ending_of(name)
        return found if found and (not ending or ending in self._endings[found]) else None


def own_name(source: str | None, url: str | None) -> str | None:
    """What an article itself says it is of: its source as it writes it, else the address's host.

    None where it says neither.
    """
    if source and name_key(source):
        words = " ".join(source.split())
        return (host_of(words) or words) if "/" in words or words.startswith("www.") else words
    return host_of(url) if url else None


def own_key(name: str) -> str:
    """What is equal for all spellings of a name that no list has."""
    return host_of(name) or name_key(name)
