"""Treebanks in CoNLL-U as sentences of surface words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated.formats import word_rows

# What is not annotated in a treebank, or by other rules than in the rest: nothing is learnt
# from it. `ud-pud` has another tag set and no VerbForm.
_WITHOUT_TAGS = frozenset({"ud-pud"})
_FEATURES_MISSING = {"ud-pud": frozenset({"VerbForm"})}
# Distinctions that one of the treebanks makes and GSD does not.
_RELATIONS = {
    "acl:relcl": "acl",
    "flat:name": "flat",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "cc:preconj": "cc",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text; `head` is the number of a word of its sentence or -1.

    `tag` is STTS. `features` lacks those that the treebank does not annotate; `unknown` names
    them.
    """

    form: str
    lemma: str
    pos: str
    tag: str | None
    features: dict[str, str]
    unknown: frozenset[str]
    head: int
    relation: str
    space_after: bool


def relation(word: Word) -> str:
    """The relation to the governor, without the distinctions that GSD does not make."""
    return _RELATIONS.get(word.relation, word.relation)


@dataclass(slots=True)
class _Row:
    form: str
    lemma: str
    pos: str
    tag: str
    features: dict[str, str]
    head: int
    relation: str
    space_after: bool


def read_treebank(folder: Path, name: str) -> list[list[Word]]:
    """Sentences of `syntax/NAME.conllu.gz`.

    Contracted prepositions are one word, as in the text ("zum": ADP, APPRART, with the article's
    case, gender and number), while the treebanks split them.
    """
    found = []
    for rows, joined in _sentences(folder / "syntax" / f"{name}.conllu.gz"):
        merged, number_of = _merge(rows, joined)
        unknown = _FEATURES_MISSING.get(name, frozenset())
        found.append(
            [
                Word(
                    form=row.form,
                    lemma=row.lemma,
                    pos=row.pos,
                    tag=None if name in _WITHOUT_TAGS else row.tag,
                    features={k: v for k, v in row.features.items() if k not in unknown},
                    unknown=unknown,
                    head=number_of[row.head] if row.head else -1,
                    relation=row.relation,
                    space_after=row.space_after,
                )
                for row in merged
            ]
        )
    return found


def _sentences(path: Path) -> Iterator[tuple[list[_Row], list[tuple[int, int, str, bool]]]]:
    """Rows of a sentence, and its contractions: first and last number, form, space after."""
    for sentence in word_rows(path, 10):
        rows: list[_Row] = []
        joined: list[tuple[int, int, str, bool]] = []
        for fields in sentence:
            space = "SpaceAfter=No" not in fields[9]
            if "-" in fields[0]:
                first, last = (int(number) for number in fields[0].split("-"))
                joined.append((first, last, fields[1], space))
            elif "." not in fields[0]:
                pairs = [] if fields[5] == "_" else fields[5].split("|")
                features = dict(pair.split("=", 1) for pair in pairs)
                rows.append(
                    _Row(
                        fields[1], fields[2], fields[3], fields[4], features,
                        int(fields[6]), fields[7], space,
                    )
                )  # fmt: skip
        yield rows, joined


def _merge(
    rows: list[_Row], joined: list[tuple[int, int, str, bool]]
) -> tuple[list[_Row], list[int]]:
    """Surface words, and the new number of every old one (old numbers count from 1)."""
    whole = {first: (last, form, space) for first, last, form, space in joined}
    merged: list[_Row] = []
    number_of = [-1]
    number = 1
    while number <= len(rows):
        last, form, space = whole.get(number, (number, "", False))
        parts = rows[number - 1 : last]
        number_of += [len(merged)] * len(parts)
        if len(parts) == 1:
            merged.append(parts[0])
        else:
            own = range(number, last + 1)
            top = next((row for row in parts if row.head not in own), parts[0])
            if parts[0].pos == "ADP" and parts[1].pos == "DET":
                top = parts[0]
                top.tag = "APPRART"
                article = parts[1].features
                top.features = {k: article[k] for k in ("Case", "Gender", "Number") if k in article}
            top.form, top.space_after = form, space
            merged.append(top)
        number = last + 1
    return merged, number_of
