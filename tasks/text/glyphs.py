"""The glyphs that quotation marks are written with, and what may stand beside them.

Families close one another: „…" is seen as often as „…“. Which member opens and which closes is
told by the glyph where it can be, else by its surroundings.
"""

from __future__ import annotations

import re
from typing import Literal

Family = Literal["double", "guillemet", "single", "single_guillemet"]

FAMILIES: dict[str, Family] = {
    "„": "double",
    "“": "double",
    "”": "double",
    "‟": "double",
    '"': "double",
    "″": "double",
    "＂": "double",
    ",,": "double",
    "»": "guillemet",
    "«": "guillemet",
    "‚": "single",
    "‘": "single",
    "’": "single",
    "'": "single",
    "›": "single_guillemet",
    "‹": "single_guillemet",
}
# Two commas open where a word follows them, and no word stands before them.
MARK = re.compile(r"(?<!\S),,(?=\w)|[" + "".join(one for one in FAMILIES if len(one) == 1) + "]")
ALWAYS_OPENING = frozenset({"„", "‚", ",,"})
# “ closes „ in German and opens in English; ” closes, and opens in Swedish style.
SINGLE_LIKE_APOSTROPHE = frozenset("'’‘")
# What may stand right before an opening mark and right after a closing one, beside white space.
BEFORE_OPENING = frozenset("([{<-–—/:=|…„‚»«›‹\"'“‘*")
AFTER_CLOSING = frozenset(".,;:!?)]}>-–—/=|…“”\"'’‘»«›‹*&%")
# What never follows an opening mark, save for dots of omission.
NEVER_AFTER_OPENING = frozenset(".,;:!?)]}")
# Words that drop their beginning: "'s", "'nen", "'rein".
ELISION = re.compile(
    r"(?:s|n|ne|nen|ner|nem|nes|ner|rein|raus|rum|ran|rauf|runter|rüber|mal|ner|m|\d\ds?|\d\der)\b"
)
