"""Rules that alter one quotation: the first of a tuple that has something to say decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule

Altering = Rule[Callable[[Doc, Quotation], Quotation | None]]
"""Gives the quotation as it is to be, also where that is as it was; None leaves it to the next."""


def altered(rules: Sequence[Altering], doc: Doc, quotation: Quotation) -> Quotation:
    """The quotation as the rules have it, with the name of the one that altered it."""
    for rule in rules:
        found = rule.apply(doc, quotation)
        if found is not None:
            same = found == quotation
            return found if same else replace(found, rules=(*found.rules, rule.name))
    return quotation
