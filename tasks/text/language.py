"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

GERMAN = "de"
# Characters that are read: enough to be sure, few enough to be quick.
_SAMPLE = 3000
# Rows of dots, marks or figures are of no language, but would be taken for some.
_NO_WORDS = re.compile(r"(?:[^\w\u0300-\u036f]|[\d_]){4,}")
# Below this probability of German, a text that looks like another language is not German.
_DOUBT = 0.2


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str:
    """ISO 639-1 code of the text's language; German when in doubt."""
    ranked = _identifier().rank(_NO_WORDS.sub(" ", text)[:_SAMPLE])
    best, _ = ranked[0]
    probability = next((p for code, p in ranked if code == GERMAN), 0.0)
    return GERMAN if probability >= _DOUBT else str(best)
