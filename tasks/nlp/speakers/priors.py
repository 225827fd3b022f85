"""How surely a mention that speaks belongs to its chain, where coreference does not say."""

from __future__ import annotations

from typing import Literal

Ground = Literal["group", "antecedent", "open_role", "author", "last_speaker", "subject_before"]

PRIORS: dict[Ground, float] = {
    # One of several that a plural stands for.
    "group": 0.8,
    # The only one named just before that a kind of body, a role or a statement can go back to.
    "antecedent": 0.5,
    # A role that the article gives to nobody; who has it is decided across articles.
    "open_role": 1.0,
    # The body that the first part of a statement's noun names: "NDR-Bericht".
    "author": 1.0,
    # For a pronoun that means nobody else: the person who spoke last.
    "last_speaker": 0.3,
    # For direct speech without words for its speaker: the subject of the sentence before.
    "subject_before": 0.5,
}
"""Set by hand; what they add to a speaker's confidence is fitted (`confidence.py`)."""
