"""Offsets of chains that have slipped against their text, put right.

In a few of the commentaries a token was lost where they were packed, and every later mention
lies one or more tokens too far. The forms of the mentions show it: a personal pronoun must be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotated.chains import GoldMention

_MOST = 8
# What it costs to assume that a token was lost here, and that several were.
_LOSS, _LOST_TOKEN = 0.9, 0.2
_PERSONAL = frozenset(
    [
        "ich",
        "du",
        "er",
        "sie",
        "es",
        "wir",
        "ihr",
        "mich",
        "dich",
        "ihn",
        "uns",
        "euch",
        "mir",
        "dir",
        "ihm",
        "ihnen",
        "ihrer",
        "seiner",
        "man",
    ]
)
_POSSESSIVE = ("mein", "dein", "sein", "ihr", "unser", "euer", "eure")
_POINTING = frozenset(
    [
        "der",
        "die",
        "das",
        "dem",
        "den",
        "deren",
        "dessen",
        "denen",
        "dieser",
        "diese",
        "dieses",
        "diesem",
        "diesen",
        "jene",
        "jener",
        "jenes",
        "jenem",
        "jenen",
        "derjenige",
        "diejenige",
        "dasselbe",
        "dies",
        "derselbe",
        "dieselbe",
    ]
)
_BEFORE_NOUNS = _POINTING | frozenset(
    [
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "keinen",
        "im",
        "am",
        "zum",
        "zur",
        "beim",
        "vom",
        "ins",
        "ans",
        "in",
        "an",
        "auf",
        "mit",
        "von",
        "bei",
        "für",
        "zu",
        "aus",
        "nach",
        "über",
        "durch",
        "gegen",
        "um",
        "unter",
        "vor",
        "seit",
        "ohne",
        "wegen",
        "trotz",
        "als",
        "auch",
        "nur",
        "mein",
        "meine",
        "meinen",
        "meinem",
        "meiner",
        "sein",
        "seine",
        "seinen",
        "seinem",
        "seiner",
        "seines",
        "ihr",
        "ihre",
        "ihren",
        "ihrem",
        "ihrer",
        "ihres",
        "unser",
        "unsere",
        "unseren",
        "unserem",
        "unserer",
        "euer",
        "eure",
    ]
)


def mended(
    tokens: Sequence[str], chains: Sequence[Sequence[GoldMention]]
) -> list[list[GoldMention]]:
    """The chains with each mention moved back by the tokens that were lost before it.

    The sequence of shifts, which only grows, is the one under which the mentions' forms fit the
    text best. Mentions that would lie outside of the text are left out.
    """
    mentions = sorted(
        {mention for chain in chains for mention in chain}, key=lambda m: (m.first, m.end, m.form)
    )
    best = [0.0] + [float("-inf")] * _MOST
    steps: list[list[int]] = []
    for mention in mentions:
        values, sources = [], []
        for shift in range(_MOST + 1):
            source = max(range(shift + 1), key=lambda s: best[s] - _cost(s, shift))
            sources.append(source)
            values.append(best[source] - _cost(source, shift) + _fit(tokens, mention, shift))
        best = values
        steps.append(sources)
    shift = max(range(_MOST + 1), key=best.__getitem__)
    shifts = {}
    for mention, sources in zip(reversed(mentions), reversed(steps), strict=True):
        shifts[mention] = shift
        shift = sources[shift]
    return [
        [
            type(m)(m.first - shifts[m], m.end - shifts[m], m.form)
            for m in chain
            if 0 <= m.first - shifts[m] < m.end - shifts[m] <= len(tokens)
        ]
        for chain in chains
    ]


def _cost(before: int, after: int) -> float:
    return (_LOSS + _LOST_TOKEN * (after - before)) if after > before else 0.0


def _fit(tokens: Sequence[str], mention: GoldMention, shift: int) -> float:
    """How well the words fit the form of the mention."""
    first, end = mention.first - shift, mention.end - shift
    if not 0 <= first < end <= len(tokens):
        return 0.0
    form, last = tokens[first].lower(), tokens[end - 1]
    if mention.form == "pper":
        return 1.0 if end - first == 1 and form in _PERSONAL else -0.5
    if mention.form == "ppos":
        return 1.0 if end - first == 1 and form.startswith(_POSSESSIVE) else -0.5
    if mention.form == "pds":
        return 1.0 if form in _POINTING else -0.3
    if mention.form == "padv":
        return 1.0 if form.startswith(("da", "hier", "wo")) else -0.5
    fit = 0.35 if last[:1].isupper() or last in ("'", '"') else -0.25
    if mention.form == "defnp":
        return fit + (0.4 if form in _BEFORE_NOUNS else 0.0)
    if mention.form == "indefnp":
        return fit + (0.2 if form in _BEFORE_NOUNS else 0.0)
    if mention.form == "ne":
        return fit + (0.2 if tokens[first][:1].isupper() or form in _BEFORE_NOUNS else -0.2)
    return fit
