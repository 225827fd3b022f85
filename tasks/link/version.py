"""Which rules and corrections names are linked by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from tasks.text import known_names

_RULES = Path(__file__).parent
_TEXT = _RULES.parent / "text"
# What of `tasks.text` they read.
_TEXT_RULES = [
    *(_TEXT / f"{name}.py" for name in ("invisible", "known_names", "wordlists")),
    *known_names.FILES,
]
_GERMAN = _RULES.parent / "nlp" / "german"
# What of `tasks.nlp.german` they read: the places that adjectives belong to.
_GERMAN_RULES = [
    *(_GERMAN / f"{name}.py" for name in ("places", "wordlists")),
    *(
        _GERMAN / "words" / f"{name}.tsv"
        for name in ("place_adjectives", "place_names", "word_classes")
    ),
]


def link_version(corrections: bytes) -> str:
    """A hash of this package's rules and of the file of corrections.

    The same rows and the same version give the same entities.
    """
    return hashlib.sha256(_rules() + corrections).hexdigest()[:12]


@cache
def _rules() -> bytes:
    digest = hashlib.sha256()
    for file in [*sorted(_RULES.rglob("*")), *_TEXT_RULES, *_GERMAN_RULES]:
        if file.suffix in {".py", ".tsv", ".txt"}:
            digest.update(file.name.encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()
