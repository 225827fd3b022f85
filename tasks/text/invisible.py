"""Characters that nobody sees: they join, part or turn what stands around them.

Stored texts keep them, since offsets count them; names are compared without them.
"""

from __future__ import annotations

import re
from collections import Counter

# Soft hyphens, zero-width characters, marks, embeddings, overrides and isolates of direction,
# tags, and control characters that are no white space.
UNSEEN = (
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)
_UNSEEN = re.compile(UNSEEN)
# Those of them that turn the direction of what follows, or steer a terminal. Old systems end a
# file with U+001A.
_STEERING = re.compile("[\x00-\x08\x0e-\x19\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_NAMED = 4


def visible(text: str) -> str:
    """The text without what nobody sees."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def steering_remark(text: str) -> str | None:
    """What the owner of a text should know of characters in it that show it otherwise than it is.

    None where there are none.
    """
    counts = Counter(_STEERING.findall(text))
    if not counts:
        return None
    named = [f"{count} of U+{ord(char):04X}" for char, count in counts.most_common(_NAMED)]
    more = ", …" if len(counts) > _NAMED else ""
    return (
        "loaded as it is, but it holds characters that turn or steer what is shown "
        f"({', '.join(named)}{more}); take them out"
    )
