"""Articles in JSON of any other source, told by what its keys are called, or by the hints.

The names of keys stand in `words/fields.tsv`. By them, exports of Elasticsearch, mediacloud,
NewsAPI, WordPress and feeds in JSON are read, as are schema.org's NewsArticle and what people keep
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from tasks.read.columns import field_of
from tasks.read.formats.json_made import made
from tasks.read.formats.json_said import (
    Object,
    at,
    line_of,
    lines_of,
    moment_of,
    names_of,
    number_of,
    paragraphs_in,
)
from tasks.read.record import Paragraph, Record, Unreadable

# Fields beside the text that are words of the article, in the order in which they stand above it.
_ABOVE = ("kicker", "subtitle", "lead")
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_HOST_ALONE = re.compile(r"\w+://([^/?#]+)/?")
_CUT = re.compile(r"\[\+\d+ chars\]\s*$")  # NewsAPI

Plan = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1024)
def plan_of(keys: tuple[str, ...]) -> Plan:
    """The keys that hold each field, the surest first."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for number, key in enumerate(keys):
        known = field_of(key)
        if known is not None:
            field, rank = known
            found.setdefault(field, []).append((rank, number, key))
    return MappingProxyType(
        {field: tuple(key for *_, key in sorted(held)) for field, held in found.items()}
    )


def has_text(article: Object) -> bool:
    """Whether a key of an object is called as texts are, and may hold one."""
    keys = plan_of(tuple(article)).get("text", ())
    return any(_may_be_text(article[key]) for key in keys)


def has_no_text(article: Object) -> bool:
    """Whether a key is called as texts are, but holds nothing."""
    keys = plan_of(tuple(article)).get("text", ())
    return any(article[key] is None or article[key] != article[key] for key in keys)


def has_teaser(article: Object) -> bool:
    """Whether an object has a title and a teaser: an article without its text."""
    plan = plan_of(tuple(article))
    return "title" in plan and "teaser" in plan


def record(
    article: Object, number: str, columns: Mapping[str, str] | None = None
) -> Record | Unreadable:
    """The article, its fields by the hints' paths and else by the names of its keys."""
    plan = plan_of(tuple(article))
    hinted = columns or {}

    def first(field: str) -> Any:
        if field in hinted:
            return at(article, hinted[field])
        for key in plan.get(field, ()):
            value = article[key]
            if value or type(value) is int:
                return value
        return None

    url = line_of(first("url"))
    outlet = line_of(first("outlet"))
    if outlet and "://" in outlet:
        host = _HOST_ALONE.fullmatch(outlet)
        url, outlet = (url, host.group(1)) if host else (url or outlet, None)
    name = (line_of(first("name")) if "name" in hinted else url or line_of(first("name"))) or number
    text = _text(article, plan, hinted.get("text"))
    if isinstance(text, str):
        return Unreadable(name, text)
    if text and any(field in plan or field in hinted for field in _ABOVE):
        text = _with_above(text, first)
    section, authors, tags = first("section"), first("authors"), first("tags")
    return made(
        name,
        text,
        title=line_of(first("title")),
        published=_published(first("published"), first("time")),
        outlet=outlet,
        url=url,
        section=section if section is None else next(iter(lines_of(section)), None),
        authors=() if authors is None else names_of(authors),
        agency=line_of(first("agency")),
        tags=() if tags is None else lines_of(tags),
        version=number_of(article["version"]) if "version" in article else None,
        teaser=not text and first("teaser") is not None,
    )


def _text(article: Object, plan: Plan, path: str | None) -> tuple[Paragraph, ...] | str:
    """The paragraphs of the surest key that has some, or why they are not the article's text."""
    values = [at(article, path)] if path else [article[key] for key in plan.get("text", ())]
    for value in values:
        if isinstance(value, str) and value[-1:] in {"]", ">", " ", "\n"}:
            if _CUT.search(value):
                return "its text was cut off by NewsAPI; get the whole text from the article's page"
            if _PAGE.match(value):
                return (
                    "it holds a whole web page in place of a text; save each page as a file of its "
                    "own (.html), or the text by trafilatura"
                )
        if _may_be_text(value) and (paragraphs := paragraphs_in(value)):
            return paragraphs
    return ()


def _may_be_text(value: Any) -> bool:
    return isinstance(value, str | list | dict)


def _with_above(text: tuple[Paragraph, ...], first: Callable[[str], Any]) -> tuple[Paragraph, ...]:
    above = [one for field in _ABOVE if (said := first(field)) for one in paragraphs_in(said)]
    if not above:
        return text
    inside = _squeezed("".join(one.text for one in text))
    return (*(one for one in above if _squeezed(one.text) not in inside), *text)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _published(value: Any, clock: Any) -> str | int | float | None:
    """The day, with the time of day where that stands under a key of its own."""
    moment, time = moment_of(value), line_of(clock) if clock is not None else None
    if isinstance(moment, str) and time and ":" in time and ":" not in moment:
        return f"{moment} {time}"
    return moment
