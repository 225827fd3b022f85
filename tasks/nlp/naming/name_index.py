"""Names by their keys, so that each is compared with few others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tasks.nlp.german.name_keys import Key

MOST = 200
"""Names that one is compared with, and names of one person, at most.

No article was seen to have a tenth of that with one key; who writes a thousand spellings of a name
gets several persons.
"""


class NameIndex:
    """Numbers by keys; of a key its hash alone, since a false hit is only one more comparison."""

    def __init__(self) -> None:
        self._numbers: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, keys: Iterable[Key], number: int) -> None:
        """Offer a number under these keys; numbers come in order."""
        for key in keys:
            numbers = self._numbers[hash(key)]
            if not numbers or numbers[-1] != number:
                numbers.append(number)

    def found(self, keys: Iterable[Key]) -> Iterator[int]:
        """The first numbers of each key, some of them twice."""
        for key in keys:
            yield from self._numbers.get(hash(key), ())[: MOST + 1]
