"""Who utters the quotations of a document."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Evidence, Method


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of one quotation.

    `quotation` is its number, `chain` the number of the chain meant, `mention` that of the mention
    in it which stands for the speaker here, and `sure` is how surely it belongs there. A role that
    the article gives to nobody by name has `chain` None, and `role` is the number of the phrase.
    `evidence` names what it was found by; `likely` is how probable it is among all candidates,
    where a network has weighed them.
    """

    quotation: int
    chain: int | None
    mention: int
    role: int | None
    method: Method
    sure: float
    evidence: Evidence
    likely: float | None = None


SPEAKERS: Layer[Speaker] = Layer("speakers", Speaker)
"""In order of their quotations; a quotation has none, one or several."""
