"""What a role says of its holder: the part of public life, and whether there is only one."""

from __future__ import annotations

from functools import cache, lru_cache

from tasks.link.wordlists import lines_of

_FEMININE = "in"


@lru_cache(maxsize=1 << 16)
def domain_of(role: str) -> str | None:
    """The domain of a role (politics, sport, …); None where many domains have such a role.

    A compound belongs where its last part belongs: the longest known noun that the role, or one
    of its words from the last to the first, ends in.
    """
    nouns = _nouns()
    for word in reversed(role.lower().split()):
        for start in range(len(word)):
            if (domain := nouns.get(word[start:])) is not None:
                return domain
    return None


def is_office(role: str) -> bool:
    """Whether one person at a time has this role, also where no place narrows it."""
    return role.lower() in _offices()


@cache
def _nouns() -> dict[str, str]:
    masculine = {noun: domain for noun, domain, _ in _rows()}
    return {noun + _FEMININE: domain for noun, domain in masculine.items()} | masculine


@cache
def _offices() -> frozenset[str]:
    offices = {noun for noun, _, mark in _rows() if mark == "office"}
    return frozenset(offices | {noun + _FEMININE for noun in offices})


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in lines_of("role_domains.tsv"))
