"""Who and what belongs to a quotation: from probabilities of words to spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.layers.vocabulary import Medium
from tasks.nlp.quotations.candidates import WordSpan
from tasks.nlp.quotations.network import MEDIA, ROLES, Parts
from tasks.nlp.quotations.region import Region

_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Roles:
    """Spans of words, in order, of each of a quotation's roles."""

    cue: tuple[WordSpan, ...]
    frame: tuple[WordSpan, ...]
    speaker: tuple[WordSpan, ...]
    addressee: tuple[WordSpan, ...]


def roles_of(parts: Parts, region: Region) -> Roles:
    """The likely words of each role; one speaker and one addressee, the likeliest stretch."""

    def stretches(role: str) -> list[tuple[WordSpan, float]]:
        likely = parts.roles[:, ROLES.index(role)]
        return _stretches(region.words, likely)

    def one(role: str) -> tuple[WordSpan, ...]:
        found = stretches(role)
        return (max(found, key=lambda each: each[1])[0],) if found else ()

    def all_of(role: str) -> tuple[WordSpan, ...]:
        return tuple(span for span, _ in stretches(role))

    return Roles(all_of("cue"), all_of("frame"), one("speaker"), one("addressee"))


def medium_of(parts: Parts) -> Medium:
    """The likeliest medium."""
    return MEDIA[int(parts.media.argmax())]


def belongs(parts: Parts, region: Region, spans: Sequence[WordSpan]) -> float | None:
    """How likely other words are of the same quotation; None where they were not read."""
    chosen = np.zeros(len(region.words), dtype=bool)
    for start, end in spans:
        chosen |= (region.words >= start) & (region.words < end)
    if not chosen.any():
        return None
    return float(parts.roles[chosen, ROLES.index("rest")].mean())


def _stretches(
    words: NDArray[np.int64], likely: NDArray[np.float32]
) -> list[tuple[WordSpan, float]]:
    """Runs of likely words, each with the sum of its likelihoods."""
    found: list[tuple[WordSpan, float]] = []
    for word, how in zip(words.tolist(), likely.tolist(), strict=True):
        if how <= _LIKELY:
            continue
        if found and word - found[-1][0][1] <= 0:
            (start, _), total = found[-1]
            found[-1] = ((start, word + 1), total + how)
        else:
            found.append(((word, word + 1), how))
    return found
