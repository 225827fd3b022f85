"""Articles with what was found and what should have been, as a page for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from annotated.measured_quotations import Case
from annotated.wikinews import MEDIA, TYPES
from tasks.nlp.layers.quotations import Quotation

_TEMPLATE = "quotation_page.html"
_ROLES = ("cue", "frame", "speaker", "addressee")


def write_page(path: Path, cases: Sequence[Case]) -> Path:
    """Write the page; return its path."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    rows = [
        {
            "name": case.article["id"],
            "title": case.article["title"],
            "lost": case.lost,
            "pieces": list(_pieces(case)),
            "gold": [_gold(case.article["text"], quote) for quote in case.article["quotes"]],
            "found": [_found(case.article["text"], quotation) for quotation in case.found],
        }
        for case in cases
    ]
    for row in rows:
        wanted = {(quote["type"], quote["quote"]) for quote in row["gold"]}
        given = {(quote["type"], quote["quote"]) for quote in row["found"]}
        row["missed"] = [q for q in row["gold"] if (q["type"], q["quote"]) not in given]
        row["wrong"] = [q for q in row["found"] if (q["type"], q["quote"]) not in wanted]
    path.write_text(environment.get_template(_TEMPLATE).render(articles=rows), "utf-8")
    return path


def _pieces(case: Case) -> Iterable[tuple[str, str]]:
    """The text in stretches, each with what it is: right, missed, wrong, or nothing."""
    text = case.article["text"]
    gold = bytearray(len(text))
    found = bytearray(len(text))
    for quote in case.article["quotes"]:
        for start, end in quote["quote"]:
            gold[start:end] = b"\1" * (end - start)
    for quotation in case.found:
        for start, end in quotation.spans:
            found[start:end] = b"\1" * (end - start)
    names = {(0, 0): "", (1, 1): "right", (1, 0): "missed", (0, 1): "wrong"}
    for (is_gold, is_found), group in groupby(
        range(len(text)), key=lambda at: (gold[at], found[at])
    ):
        at = list(group)
        yield names[is_gold, is_found], text[at[0] : at[-1] + 1]


def _gold(text: str, quote: dict[str, Any]) -> dict[str, str]:
    row = {role: _cut(text, quote[role]) for role in ("quote", *_ROLES)}
    return {"type": quote["type"], "medium": quote["medium"], **row}


def _found(text: str, quotation: Quotation) -> dict[str, str]:
    row = {role: _cut(text, getattr(quotation, f"{role}_spans")) for role in _ROLES}
    return {
        "type": TYPES[quotation.type],
        "medium": MEDIA[quotation.medium],
        "quote": _cut(text, quotation.spans),
        "confidence": f"{quotation.confidence:.2f}",
        **row,
    }


def _cut(text: str, spans: Iterable[Sequence[int]]) -> str:
    return " … ".join(text[start:end] for start, end in spans)
