"""Thresholds and patterns that tell subheadings and picture captions from paragraphs.

The numbers are our own, chosen on German agency reports, broadcasters' pages and local papers.
"""

from __future__ import annotations

import re

# A subheading is one line of at most so many characters and words.
SUBHEADING_LENGTH = 90
SUBHEADING_WORDS = 13
# So many short lines one after another are a list or a table, not subheadings.
LIST_RUN = 3
# From so many short questions on, the article is an interview and they are its questions.
INTERVIEW_QUESTIONS = 3
# A caption is at most so long; agencies write one or two sentences and the photographer's name.
CAPTION_LENGTH = 400
# Captions told by a weaker sign ("links", ", hier bei") are shorter.
SHORT_CAPTION_LENGTH = 220

# What no subheading ends in. Questions are allowed, statements with a full stop are not.
NO_SUBHEADING_END = (".", "!", ":", ";", ",", "…", "-", "–")
CLOSING_MARKS = "\"'“”«»‘’‹›)]"

_CREDIT = r"(?:Foto|Fotos|Bild|Bilder|Grafik|Illustration|Quelle|Symbolbild|Archivbild|Archivfoto)"
_PLACE = r"(?:links|rechts|l\.|r\.|M\.|Mitte|vorn|vorne|hinten|oben|unten)"

# Signs that are enough on their own.
CAPTION_SIGNS = re.compile(
    rf"""
      \A\s*(?:{_CREDIT}|Bildunterschrift|Im\ Bild|Unser\ Bild|Auf\ dem\ (?:Bild|Foto))
        (?:\s*[:©(|]|\s+zeigt\b)                         # "Foto: …", "Bild: dpa"
    | \A\s*(?:Im\ Bild|Auf\ dem\ (?:Bild|Foto))\s*[:(]
    | \(\s*(?:{_CREDIT}|Archiv|Symbolfoto|Themenbild)\s*(?:[:/|][^()\n]*)?\)   # "(Archivbild)"
    | (?:^|[\s|/–(]){_CREDIT}\s*:\s*\S[^.!?\n]{{0,80}}\)?\s*\Z   # "… Foto: Anna Muster/dpa"
    | ©
    | \bpicture[ -]alliance\b
    """,
    re.VERBOSE,
)
# Signs that make a caption only of a short block.
WEAK_CAPTION_SIGNS = re.compile(
    rf"""
      \(\s*{_PLACE}(?:\s*[,/&]\s*[^()\n]*)?\)              # "(links)"
    | \((?:[^()\n]{{0,40}}\s)?(?:von|v\.)\s?(?:links|rechts|l\.|r\.)[^()\n]{{0,40}}\)
    | \b[vV]\.\s?(?:l\.|r\.|li\.|re\.)
    """,
    re.VERBOSE,
)
# Signs that make a caption only of a short block without a full stop.
UNFINISHED_CAPTION_SIGNS = re.compile(
    rf"""
      ,\s(?:hier|links|rechts|oben|unten)\s(?:bei|beim|im|in|auf|am|an|vor|mit|während|nach|als|zu)\b
    | ,\s*{_PLACE}\s*(?:\Z|[,)])
    | \b[vV]on\s(?:links|rechts)\b
    | \A(?:Hier|Links|Rechts)\s(?:im\ Bild|zu\ sehen)\b
    """,
    re.VERBOSE,
)

LIST_MARK = re.compile(r"\s*(?:[-–—•*▪►·]\s|\d{1,3}[.)]\s|[a-z]\)\s)")
# "14:05 Uhr", "+++ 14.05 Uhr +++", "14:05"
TICKER_TIME = re.compile(r"\s*(?:\+{2,3}\s*)?\d{1,2}[.:]\d{2}(?:\s*Uhr)?\b")
# "DW: …?", "Frage: …?", "Frau Ahrens, …?": somebody is asked, so it is no subheading.
ASKED = re.compile(
    r"\A[^:?]{1,40}:\s|\A(?:Herr|Herrn|Frau)\s|\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b|\A(?:Und|Aber)\s"
)
