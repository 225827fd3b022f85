"""Articles in JSON of any other source, told by what its keys are called, or by the hints.

The names of keys stand in `words/fields.tsv`. By them, exports of Elasticsearch, mediacloud,
NewsAPI, WordPress and feeds in JSON are read, as are schema.org's NewsArticle and what people keep
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tasks.read.fields.body import with_above
from tasks.read.json.made import made
from tasks.read.json.said import (
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
from tasks.read.tables.columns import field_of

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_HOST_ALONE = re.compile(r"\w+://([^/?#]+)/?")
_CUT = re.compile(r"\[\+\d+ chars\]\s*$")  # NewsAPI
_ENDS_NO_SENTENCE = frozenset("]> \n")


@dataclass(frozen=True, slots=True)
class Plan:
    """The keys that hold each field, the surest first."""

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    teaser: tuple[str, ...] = ()


_FIELDS = frozenset(Plan.__slots__)


@lru_cache(maxsize=1024)
def plan_of(keys: tuple[str, ...]) -> Plan:
    """The keys of an object that hold each field."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for number, key in enumerate(keys):
        known = field_of(key)
        if known is not None and known[0] in _FIELDS:
            field, rank = known
            found.setdefault(field, []).append((rank, number, key))
    return Plan(**{field: tuple(key for *_, key in sorted(held)) for field, held in found.items()})


def has_text(article: Object) -> bool:
    """Whether a key of an object is called as texts are, and may hold one."""
    keys = plan_of(tuple(article)).text
    return any(_may_be_text(article[key]) for key in keys)


def has_no_text(article: Object) -> bool:
    """Whether a key is called as texts are, but holds nothing."""
    keys = plan_of(tuple(article)).text
    return any(article[key] is None or article[key] != article[key] for key in keys)


def has_teaser(article: Object) -> bool:
    """Whether an object has a title and a teaser: an article without its text."""
    plan = plan_of(tuple(article))
    return bool(plan.title and plan.teaser)


def record(
    article: Object,
    number: str,
    columns: Mapping[str, str] | None = None,
    plan: Plan | None = None,
) -> Record | Unreadable:
    """The article, its fields by the hints' paths and else by the names of its keys.

    `plan` is that of its keys, where it is at hand.
    """
    plan = plan or plan_of(tuple(article))
    if columns:
        article, plan = _with_hints(article, plan, columns)
    text = _text(article, plan)
    url = _line(article, plan.url)
    outlet = _line(article, plan.outlet)
    if outlet and "://" in outlet:
        host = _HOST_ALONE.fullmatch(outlet)
        url, outlet = (url, host.group(1)) if host else (url or outlet, None)
    name = None if url and not (columns and "name" in columns) else _line(article, plan.name)
    name = name or url or number
    if isinstance(text, str):
        return Unreadable(name, text)
    if text and (plan.kicker or plan.subtitle or plan.lead):
        text = _with_above(text, article, plan)
    section = lines_of(_first(article, plan.section)) if plan.section else ()
    return made(
        name,
        text,
        title=_line(article, plan.title),
        published=_published(article, plan) if plan.published else None,
        outlet=outlet,
        url=url,
        section=section[0] if section else None,
        authors=names_of(_first(article, plan.authors)) if plan.authors else (),
        agency=_line(article, plan.agency) if plan.agency else None,
        tags=lines_of(_first(article, plan.tags)) if plan.tags else (),
        version=number_of(article["version"]) if "version" in article else None,
        teaser=not text and _first(article, plan.teaser) is not None,
    )


def _first(article: Object, keys: tuple[str, ...]) -> Any:
    """What the surest key holds that holds anything."""
    for key in keys:
        value = article[key]
        if value or type(value) is int:
            return value
    return None


def _line(article: Object, keys: tuple[str, ...]) -> str | None:
    """What the surest key that holds anything says, on one line."""
    for key in keys:
        value = article[key]
        if value or type(value) is int:
            return line_of(value)
    return None


def _with_hints(article: Object, plan: Plan, columns: Mapping[str, str]) -> tuple[Object, Plan]:
    """The article with what the hints' paths hold beside its own keys, and the plan with these."""
    hinted = {f"hinted {field}": at(article, path) for field, path in columns.items()}
    keys: dict[str, Any] = {field: (f"hinted {field}",) for field in columns if field in _FIELDS}
    return {**article, **hinted}, replace(plan, **keys)


def _text(article: Object, plan: Plan) -> tuple[Paragraph, ...] | str:
    """The paragraphs of the surest key that has some, or why they are not the article's text."""
    for key in plan.text:
        value = article[key]
        if isinstance(value, str):
            if value[-1:] in _ENDS_NO_SENTENCE and (reason := _no_text(value)):
                return reason
        elif not isinstance(value, list | dict):
            continue
        if paragraphs := paragraphs_in(value):
            return paragraphs
    return ()


def _no_text(value: str) -> str | None:
    """Why a text is not the article's; None where it may be."""
    if _CUT.search(value):
        return "its text was cut off by NewsAPI; get the whole text from the article's page"
    if _PAGE.match(value):
        return (
            "it holds a whole web page in place of a text; save each page as a file of its own "
            "(.html), or the text by trafilatura"
        )
    return None


def _may_be_text(value: Any) -> bool:
    return isinstance(value, str | list | dict)


def _with_above(text: tuple[Paragraph, ...], article: Object, plan: Plan) -> tuple[Paragraph, ...]:
    """The text below what stands above it under keys of its own, unless it repeats that."""
    said = (_first(article, keys) for keys in (plan.kicker, plan.subtitle, plan.lead))
    return with_above((one for value in said if value for one in paragraphs_in(value)), text)


def _published(article: Object, plan: Plan) -> str | int | float | None:
    """The day, with the time of day where that stands under a key of its own."""
    moment = moment_of(_first(article, plan.published))
    if plan.time and isinstance(moment, str) and ":" not in moment:
        clock = _line(article, plan.time)
        return f"{moment} {clock}" if clock and ":" in clock else moment
    return moment
