"""Who and what was forgotten, known by keyed hashes alone, and where a text names such a person.

A plain hash of a name is worth little: whoever has a list of names hashes them all and compares.
These are keyed (HMAC-SHA-256) with random bytes that lie beside the warehouse file, not in it, so
that readers of the warehouse learn nothing; who has the key as well can try names.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tasks.link.corrections import Correction
from tasks.link.keys import name_key
from tasks.link.spelling import fold

Span = tuple[int, int]

HIDDEN = "hidden/"
"""What the path of a file begins with that is not to be read any more."""

# Half of SHA-256: two of ten million marks are the same once in 10^24 warehouses.
_DIGITS = 32
# Those of "Mechthild Freifrau von und zu Quast-Rabenau", and one more.
_MOST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What may stand between the words of one name: a space, a hyphen, the dot of an initial, and in
# paths and addresses what is written for a space.
_GAP = re.compile(r"[\s\-‐‑–._/+]{1,3}")
# How German inflects a name, and makes an adjective of it (quintenbergsche).
_ENDING = re.compile(r"(?:['’]?s|['’]|es|en|n|in|innen)?(?:['’]?(?:i?sche?[nmrs]?))?")
_ADJECTIVE = re.compile(r"['’]?i?sche?[nmrs]?$")
# A shorter surname alone is a word too often (Ode, Uhl).
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The marks (keyed hashes) of what is kept away.

    `names`: keys of persons' names (tasks/link/keys.py); `articles`: identifiers of articles;
    `asked`: identifiers and paths under which somebody asked, so that the command can be repeated.
    `pending` says that a removal was begun and has not been finished.
    """

    key: bytes = field(default=b"", repr=False)
    names: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    pending: bool = False

    def mark(self, kind: str, text: str) -> str:
        """The keyed hash of a text; the same text of another kind has another one."""
        said = f"{kind}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self.key, said, "sha256").hex()[:_DIGITS]

    def mark_of_name(self, name: str) -> str:
        """The mark of a person's name: equal for all spellings that are linked as one name."""
        return self.mark("name", name_key(name, "PER").key)

    def holds_article(self, article_id: str) -> bool:
        """Whether this article is kept away."""
        return bool(self.articles) and self.mark("article", article_id) in self.articles

    def holds_name(self, name: str) -> bool:
        """Whether this is, as a whole, the name of somebody forgotten."""
        return bool(self.names) and bool(name) and self.mark_of_name(name) in self.names

    def hidden(self, path: str) -> str:
        """What a path is called that is not to be read any more; no article file ends like it."""
        return f"{HIDDEN}{self.mark('path', path)}"

    def is_in_path(self, path: str) -> bool:
        """Whether a path names somebody forgotten (nachruf-xaver-quintenberg.txt)."""
        return self.names_somebody("_".join(path.split()))

    def name_spans(self, text: str) -> list[Span]:
        """Where the text names somebody forgotten by a whole name; also across line ends."""
        return list(self._spans(text)) if self.names else []

    def names_somebody(self, *texts: str | None) -> bool:
        """Whether one of the texts does."""
        return bool(self.names) and any(True for text in texts if text for _ in self._spans(text))

    def surnames_in(self, words: str) -> set[str]:
        """The folded surnames of whom these words name by a whole name, inflected or not."""
        found = (words[start:end] for start, end in self.name_spans(words))
        forms = [form for name in found for form in _uninflected(_spaced(name))]
        return {surname_of(form) for form in forms if self.holds_name(form)} - {""}

    def _spans(self, text: str) -> Iterator[Span]:
        words = list(_WORD.finditer(text))
        number = 0
        while number < len(words):
            last = self._longest(text, words, number)
            if last is not None:
                yield words[number].start(), words[last].end()
            number = number + 1 if last is None else last + 1

    def _longest(self, text: str, words: list[re.Match[str]], first: int) -> int | None:
        """The last word of the longest name that begins here."""
        # A name begins with a capital letter, but for paths and addresses (xaver.quintenberg@…).
        end = words[first].end()
        if not words[first].group()[0].isupper() and text[end : end + 1].isspace():
            return None
        found = None
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            gap = text[words[last - 1].end() : words[last].start()]
            if last > first and not _GAP.fullmatch(gap):
                break
            name = " ".join(word.group() for word in words[first : last + 1])
            if any(mark in self.names for mark in _marks(self, name)):
                found = last
        return found


NOBODY = Forgotten()


@lru_cache(maxsize=1 << 16)
def _marks(forgotten: Forgotten, name: str) -> tuple[str, ...]:
    """Marks of a name as it stands and without what inflects it."""
    return tuple(forgotten.mark_of_name(form) for form in _uninflected(name))


def _uninflected(name: str) -> list[str]:
    forms = [name]
    bare = _ADJECTIVE.sub("", name)
    for form in {name, bare}:
        forms += [form] if form != name else []
        for ending in ("’s", "'s", "s", "’", "'", "es", "en", "n"):
            if form.endswith(ending) and len(form) > len(ending) + 1:
                forms.append(form.removesuffix(ending))
    return forms


def _spaced(name: str) -> str:
    return " ".join(_WORD.findall(name))


def surname_of(name: str) -> str:
    """The surname, folded; empty where it is too short to be told from a word."""
    surname = name_key(name, "PER").surname
    return surname if len(surname) >= _LEAST_LETTERS else ""


def surname_spans(text: str, surnames: Iterable[str]) -> Iterator[Span]:
    """Where one of these surnames (folded) stands alone, or inflected, with a capital letter."""
    wanted = [surname for surname in set(surnames) if surname]
    for word in _WORD.finditer(text) if wanted else ():
        if not word.group()[0].isupper():
            continue
        folded = fold(word.group())
        if any(
            folded.startswith(surname) and _ENDING.fullmatch(folded[len(surname) :])
            for surname in wanted
        ):
            yield word.span()


def without_forgotten(
    corrections: Iterable[Correction], forgotten: Forgotten
) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """The corrections that name nobody forgotten, and where the others stand."""
    kept, places = [], []
    for correction in corrections:
        words = [
            str(word)
            for said in correction.said.model_dump().values()
            for word in (said if isinstance(said, list) else [said])
        ]
        if forgotten.names_somebody(*words) or any(
            forgotten.mark("asked", word) in forgotten.asked for word in words if forgotten.asked
        ):
            places.append(correction.place)
        else:
            kept.append(correction)
    return tuple(kept), tuple(places)
