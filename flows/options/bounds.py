"""Between which numbers an option of the command line and a field of the form may lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that is taken; where `above`, the least itself is not."""

    least: int
    most: int
    above: bool = False

    def hold(self, number: float) -> bool:
        """Whether the number lies within them; what is no number does not."""
        return self.least <= number <= self.most and not (self.above and number == self.least)

    @property
    def limits(self) -> dict[str, int]:
        """The same in pydantic's words."""
        return {"gt" if self.above else "ge": self.least, "le": self.most}

    def __str__(self) -> str:
        if self.above:
            return f"above {self.least} and up to {self.most:,}"
        return f"between {self.least} and {self.most:,}"


WORKERS = Bounds(0, 256)
BATCH_SIZE = Bounds(1, 5000)
# A century.
KEEP_DAYS = Bounds(1, 36_500)
MEGABYTES = Bounds(0, 100, above=True)
WAIT_SECONDS = Bounds(0, 86_400)
PORT = Bounds(0, 65_535)

PATTERN_LENGTH = 500
"""Characters of a pattern, at most."""
