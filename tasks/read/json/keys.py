"""Articles in JSON of any other source, told by what its keys are called, or by the hints.

The names of keys stand in `words/fields.tsv`. By them, exports of Elasticsearch, mediacloud,
NewsAPI, WordPress and feeds in JSON are read, as are schema.org's NewsArticle and what people keep
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tasks.read.fields.body import or_unreadable, with_above
from tasks.read.fields.plain import is_plainly_more
from tasks.read.json.said import (
    Object,
    at,
    line_of,
    lines_of,
    moment_of,
    name_of,
    names_of,
    number_of,
    paragraphs_in,
    section_of,
    text_of,
)
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable
from tasks.read.tables.columns import field_of

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_HOST_ALONE = re.compile(r"\w+://([^/?#]+)/?")
_CUT = re.compile(r"\[\+\d+ chars\]\s*$")  # NewsAPI
_ENDS_NO_SENTENCE = frozenset("]> \n")


@dataclass(frozen=True, slots=True)
class Plan:
    """The key that holds each field; made once for all objects with the same keys.

    `text` has the keys of texts, the surest first. `own` are fields that several keys may hold, or
    the hints' paths do: what holds one is found in each object, and put under a key of its own.
    """

    text: tuple[str, ...] = ()
    title: str | None = None
    published: str | None = None
    time: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    authors: str | None = None
    agency: str | None = None
    tags: str | None = None
    name: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    lead: str | None = None
    teaser: str | None = None
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def is_plain(self, article: Object) -> bool:
        """Whether the surest of its texts is no object or list."""
        text = article[self.text[0]]
        return type(text) is str and text != ""


_FIELDS = frozenset(Plan.__slots__) - {"own"}


@lru_cache(maxsize=1024)
def plan_of(keys: tuple[str, ...], hinted: tuple[str, ...] = ()) -> Plan:
    """The plan of objects with these keys, where the hints have paths of these fields."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for number, key in enumerate(keys):
        known = field_of(key)
        if known is not None and known[0] in _FIELDS:
            field, rank = known
            found.setdefault(field, []).append((rank, number, key))
    held = {field: tuple(key for *_, key in sorted(ranked)) for field, ranked in found.items()}
    held |= {field: (_own_key(field),) for field in hinted if field in _FIELDS}
    several = {field for field, of in held.items() if len(of) > 1 and field != "text"}
    keys_of: dict[str, Any] = {
        field: of if field == "text" else _own_key(field) if field in several else of[0]
        for field, of in held.items()
    }
    return Plan(**keys_of, own=tuple((field, held[field]) for field in several))


def _own_key(field: str) -> str:
    """A key that no program writes."""
    return f"\0{field}"


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
    return plan.title is not None and plan.teaser is not None


def record(
    article: Object,
    number: int,
    columns: Mapping[str, str] | None = None,
    plan: Plan | None = None,
) -> Record | Unreadable:
    """The article, its fields by the hints' paths and else by the names of its keys.

    `plan` is that of its keys, where it is at hand.
    """
    plan = plan or plan_of(tuple(article))
    if columns:
        plan = plan_of(tuple(article), tuple(columns))
        article = {
            **article,
            **{_own_key(field): at(article, path) for field, path in columns.items()},
        }
    if plan.own:
        article = {
            **article,
            **{_own_key(field): _first(article, keys) for field, keys in plan.own},
        }
    get: Callable[[Any], Any] = article.get  # of a field that no key holds: nothing
    url = line_of(get(plan.url))
    outlet = name_of(get(plan.outlet))
    if outlet and "://" in outlet:
        host = _HOST_ALONE.fullmatch(outlet)
        url, outlet = (url, host.group(1)) if host else (url or outlet, None)
    name = None if url and not (columns and "name" in columns) else line_of(get(plan.name))
    name = name or url or str(number)
    title = line_of(get(plan.title))
    text = _text(article, plan, title)
    if isinstance(text, Unreadable):
        return Unreadable(name, text.reason)
    published = moment_of(get(plan.published))
    if plan.time:
        published = _with_time(published, line_of(get(plan.time)))
    # Fields by their names would take a tenth of all the time.
    found = Record(
        name,
        text,
        title,
        published,
        outlet,
        url,
        section_of(get(plan.section)) if plan.section else None,
        names_of(get(plan.authors)) if plan.authors else (),
        name_of(get(plan.agency)) if plan.agency else None,
        lines_of(get(plan.tags)) if plan.tags else (),
        number_of(article["version"]) if "version" in article else None,
    )
    teasers = (plan.teaser,) if plan.teaser and not text else ()
    return or_unreadable(found, teaser=_first(article, teasers) is not None)


def _first(article: Object, keys: tuple[str, ...]) -> Any:
    """What the surest key holds that holds anything."""
    return next((v for key in keys if (v := article[key]) or type(v) is int), None)


def _text(
    article: Object, plan: Plan, title: str | None
) -> str | tuple[Paragraph, ...] | Unreadable:
    """What the surest key has that has some, as `text` of a record; or why it is not the text."""
    is_below = plan.kicker or plan.subtitle or plan.lead
    for key in plan.text:
        value = article[key]
        if isinstance(value, str):
            if value[-1:] in _ENDS_NO_SENTENCE and (reason := _no_text(value)):
                return Unreadable(None, reason)
            if not is_below and is_plainly_more(value, title):
                return value
            found = text_of(value)
        elif isinstance(value, list | dict):
            found = paragraphs_in(value)
        else:
            continue
        if found:
            return _with_above(found, article, plan) if is_below else found
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
    said = (article[key] for key in (plan.kicker, plan.subtitle, plan.lead) if key is not None)
    return with_above((one for value in said if value for one in paragraphs_in(value)), text)


def _with_time(moment: str | float | None, clock: str | None) -> str | float | None:
    """The day with the time of day, where that stands under a key of its own."""
    if isinstance(moment, str) and ":" not in moment and clock and ":" in clock:
        return f"{moment} {clock}"
    return moment
