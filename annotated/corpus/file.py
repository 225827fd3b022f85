"""A file of the corpus: what it is from, its names, its marked text, its quotations.

    genre: news
    licence: CC BY 2.5

    == names ==
    blinken = Antony Blinken, PER, m
    usa = Vereinigte Staaten, LOC | USA | Amerika
    sprecher = ?Sprecher der Polizei, PER, m

    == text ==
    {1f {1s <blinken Antony Blinken>} {1c sagte}}, {1 er komme morgen}.

    == quotes ==
    1 Indirect Speech = blinken

A name behind `?` is no name but the words for somebody the article leaves unnamed; names behind `|`
are further names of the same. A quotation has its number, type, medium, where it is not plainly
said its factuality, and behind `=` the keys of who utters it, joined by `+`; `-` where nobody can
be told.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from annotated.corpus.article import (
    FACTUALITIES,
    GENDERS,
    LABELS,
    MEDIA,
    QUOTE_TYPES,
    Article,
    Entity,
    Factuality,
    Gender,
    Label,
    Medium,
    Quotation,
    QuoteType,
)
from annotated.corpus.marks import MarkError, read_marks, write_marks

_PARTS = re.compile(
    r"\A(?P<head>.*?)\n*== names ==\n(?P<names>.*?)\n*== text ==\n(?P<text>.*)\n== quotes ==\n?"
    r"(?P<quotes>.*)\Z",
    re.DOTALL,
)
_NAME = re.compile(
    r"(?P<key>[^\s<>{}~=+]+) = (?P<unnamed>\?)?(?P<name>[^|]+?), (?P<label>[A-Z]+)"
    r"(?:, (?P<gender>[a-z]))?(?P<others>(?: \| [^|]+)*)"
)
_QUOTE = re.compile(
    r"(?P<number>\d+) (?P<type>\w+) (?P<medium>\w+)(?: (?P<factuality>\w+))? = (?P<speakers>\S+)"
)


def read_article(path: Path) -> Article:
    """The article in a file. Raises MarkError with the file's name, what is wrong and where."""
    try:
        return parse_article(path.stem, path.read_text("utf-8"))
    except MarkError as error:
        raise MarkError(f"{path.name}: {error}") from error


def parse_article(name: str, written: str) -> Article:
    """The article in the text of a file. Raises MarkError."""
    parts = _PARTS.match(written)
    if parts is None:
        raise MarkError("the lines == names ==, == text == and == quotes == are not all there")
    marked = read_marks(parts["text"])
    quotations = tuple(
        _quotation(line, marked.parts) for line in parts["quotes"].splitlines() if line.strip()
    )
    told = [quotation.number for quotation in quotations]
    for number in told:
        if told.count(number) > 1:
            raise MarkError(f"quotation {number} stands twice below == quotes ==")
    if missing := sorted(set(marked.parts) - set(told)):
        raise MarkError(f"quotation {missing[0]} is marked and does not stand below == quotes ==")
    return Article(
        name,
        dict(_head_line(line) for line in parts["head"].splitlines() if line.strip()),
        marked.text,
        tuple(_entity(line) for line in parts["names"].splitlines() if line.strip()),
        marked.mentions,
        quotations,
        marked.blocks,
    )


def format_article(article: Article) -> str:
    """The article as its file has it; `parse_article` reads it back."""
    head = "".join(f"{key}: {value}\n" for key, value in article.head.items())
    names = "".join(_entity_line(entity) + "\n" for entity in article.entities)
    text = write_marks(article.text, article.quotations, article.mentions, article.blocks)
    quotes = "".join(_quotation_line(quotation) + "\n" for quotation in article.quotations)
    return f"{head}\n== names ==\n{names}\n== text ==\n{text}\n== quotes ==\n{quotes}"


def _head_line(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon:
        raise MarkError(f"“{line[:40]}” above == names == has no “: ”")
    return key, value.strip()


def _entity(line: str) -> Entity:
    found = _NAME.fullmatch(line.strip())
    if found is None or found["label"] not in LABELS:
        raise MarkError(
            f"“{line[:60]}” is no line of names: key = Name, PER|ORG|LOC, f|m|u (persons only)"
        )
    gender = found["gender"]
    if (found["label"] == "PER") != (gender is not None) or gender not in (None, *GENDERS):
        raise MarkError(f"“{line[:60]}”: a person has a gender f, m or u, nothing else has one")
    return Entity(
        found["key"],
        found["name"].strip(),
        cast(Label, found["label"]),
        cast(Gender | None, gender),
        found["unnamed"] is None,
        tuple(other.strip() for other in found["others"].split("|") if other.strip()),
    )


def _entity_line(entity: Entity) -> str:
    gender = f", {entity.gender}" if entity.gender else ""
    unnamed = "" if entity.named else "?"
    others = "".join(f" | {other}" for other in entity.other_names)
    return f"{entity.key} = {unnamed}{entity.name}, {entity.label}{gender}{others}"


def _quotation(line: str, parts: dict[int, dict[str, tuple[tuple[int, int], ...]]]) -> Quotation:
    found = _QUOTE.fullmatch(line.strip())
    if found is None:
        raise MarkError(
            f"“{line[:60]}” is no line of quotes: NUMBER Type Medium [factuality] = speaker+speaker"
        )
    for word, known in (
        (found["type"], QUOTE_TYPES),
        (found["medium"], MEDIA),
        (found["factuality"] or "said", FACTUALITIES),
    ):
        if word not in known:
            raise MarkError(f"“{line[:60]}”: {word} is none of {', '.join(known)}")
    number = int(found["number"])
    if "quote" not in parts.get(number, {}):
        raise MarkError(f"quotation {number} stands below == quotes == and has no {{{number} …}}")
    speakers = found["speakers"]
    return Quotation(
        number,
        cast(QuoteType, found["type"]),
        cast(Medium, found["medium"]),
        cast(Factuality, found["factuality"] or "said"),
        () if speakers == "-" else tuple(speakers.split("+")),
        **parts[number],
    )


def _quotation_line(quotation: Quotation) -> str:
    factuality = "" if quotation.factuality == "said" else f" {quotation.factuality}"
    speakers = "+".join(quotation.speakers) or "-"
    return f"{quotation.number} {quotation.type} {quotation.medium}{factuality} = {speakers}"
