"""A rule of a pass: its name, which is kept with what it makes, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Apply = TypeVar("Apply", covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Apply]):
    """One rule of an ordered tuple; the loop over the tuple says what the order decides.

    `name` is kept with what the rule makes or alters, `apply` is how it is applied, and `says`
    what it does, in a line.
    """

    name: str
    apply: Apply
    says: str
