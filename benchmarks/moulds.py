"""Pages as ten systems of publishers write them, with the text that is in them known.

The mark-up of each (`data/pages/`) is of another kind: a regional paper's, one whose classes say
nothing, a weblog, tables of the nineties, a live ticker, an interview, a gallery, a paywall, AMP
from Switzerland, a portal. Publishers and articles are invented; the articles are in `seeds/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tasks.text.article import Article
from tasks.text.parse import parse

_ROOT = Path(__file__).resolve().parents[1]
_MOULDS = Path(__file__).parent / "data" / "pages"
_PART = re.compile(r"\S(?:.*?\S)??(?=\s*(?:\n\s*\n|\Z))", re.DOTALL)
_LATIN = frozenset(("d_old_table",))
# What a paywall lets through.
_FREE_PARAGRAPHS = {"h_paywall": 3}
_MAGAZINE = "seeds/2023-09-interview-schulleiterin.txt"
_TICKER = "seeds/sport/2024-05-18-liveticker-aufstieg.txt"
_SWISS = "seeds/2022-11-08-winterthur-velotunnel.txt"
_FITTING = {"e_ticker": _TICKER, "f_interview": _MAGAZINE, "i_swiss_amp": _SWISS}


@dataclass(frozen=True, slots=True)
class Page:
    """A page's bytes, and what it says: the text's paragraphs, the headline, the day."""

    mould: str
    html: bytes
    paragraphs: tuple[str, ...]
    title: str
    published: str
    url: str


def mould_names() -> list[str]:
    """The moulds' names, in their order."""
    return sorted(path.name.removesuffix(".html.j2") for path in _MOULDS.glob("*.html.j2"))


def ten_pages() -> list[Page]:
    """A page of each mould, with an article that fits it."""
    texts = cycle(one for one in articles() if one[0] not in _FITTING.values())
    by_path = dict(articles())
    pages = []
    for number, mould in enumerate(mould_names()):
        article = by_path[_FITTING[mould]] if mould in _FITTING else next(texts)[1]
        pages.append(page_of(mould, article, number))
    return pages


def page_of(mould: str, article: Article, number: int) -> Page:
    """The article as a page of this mould; `number` varies its address and day."""
    fields = _fields(article, number)
    fields["paragraphs"] = fields["paragraphs"][: _FREE_PARAGRAPHS.get(mould)]
    markup = (
        _environment().get_template(f"{mould}.html.j2").render(a=fields, others=_others(number))
    )
    encoding = "cp1252" if mould in _LATIN else "utf-8"
    return Page(
        mould=mould,
        html=markup.encode(encoding, "xmlcharrefreplace"),
        paragraphs=(fields["lead"], *(one["text"] for one in fields["paragraphs"])),
        title=fields["title"],
        published=fields["published"],
        url=fields["url"],
    )


@cache
def articles() -> tuple[tuple[str, Article], ...]:
    """The sample articles by their path, without those that cannot be read."""
    paths = sorted((_ROOT / "seeds").rglob("*.txt"))
    found = ((str(path.relative_to(_ROOT)), parse(path.read_bytes())) for path in paths)
    return tuple((path, article) for path, article in found if isinstance(article, Article))


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_MOULDS), undefined=StrictUndefined, autoescape=True)


def _fields(article: Article, number: int) -> dict[str, Any]:
    day, month = 1 + number % 28, 1 + number // 28 % 12
    kinds = {one.start: one.kind for one in article.blocks}
    # Paragraphs as they are printed: a dateline and its sentence are two blocks and one paragraph.
    parts = [(found.group(), kinds.get(found.start())) for found in _PART.finditer(article.text)]
    told = [(" ".join(text.split()), kind) for text, kind in parts if text != article.title]
    lead, *rest = told
    title = article.title or f"Meldung {number} aus dem Kreis Altenweser"
    site = f"https://www.blatt-{number % 10}.example"
    return {
        "title": title,
        "lead": lead[0],
        "paragraphs": [{"text": text, "kind": _kind(text, kind)} for text, kind in rest],
        "pull": " ".join(rest[0][0].split()[:12]),
        "body": "\n".join(text for text, _ in told),
        "outlet": article.source or "Altenweser Bote",
        "author": article.author or "Jette Carstens",
        "section": "Lokales",
        "tags": ["Altenweser", "Stadtrat"],
        "site": site,
        "url": f"{site}/lokales/meldung-{number}.html",
        "published": f"2024-{month:02}-{day:02}T10:12:00+02:00",
        "modified": "2025-01-20T18:03:00+01:00",
        "day": f"{day:02}.{month:02}.2024",
        "modified_day": "20.01.2025",
    }


def _kind(text: str, kind: str | None) -> str | None:
    return "question" if text.startswith("Frage:") else kind


def _others(number: int) -> list[dict[str, str]]:
    """What else is in the paper, for teasers."""
    every = articles()
    picked = (every[(number + step) % len(every)][1] for step in (7, 11, 13, 17))
    return [
        {
            "title": one.title or "Kurz gemeldet",
            "lead": " ".join(one.text.split()[:22]) + " …",
            "url": f"/lokales/andere-{at}.html",
            "section": "Region",
        }
        for at, one in enumerate(picked)
    ]


def many_pages(number: int) -> Iterator[Page]:
    """So many pages, by turns of each mould and article."""
    texts = [article for _, article in articles()]
    moulds = mould_names()
    for at in range(number):
        yield page_of(moulds[at % len(moulds)], texts[at // len(moulds) % len(texts)], at)
