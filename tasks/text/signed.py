"""Lines that sign an article: who wrote it, when, who took the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tasks.text.agencies import agencies_in, is_agency_mark
from tasks.text.wordlists import words_of

_PARTICLE = r"(?:von|vom|van|de|der|den|zu|zur|di|da|del|el|al|bin|ten|ter)"
_WORD = r"[A-ZÄÖÜÁÉÍÓŠŽČĆŁØÅ][\w'’.-]*"
_TITLES = r"(?:(?:Dr|Prof|Dipl)\.[ -]?(?:\w+\.[ -]?)*)*"
_NAME = re.compile(
    rf"{_TITLES}({_WORD}(?: {_PARTICLE}){{0,2}}(?: {_WORD}){{1,3}}|{_WORD}(?: {_WORD}){{1,3}})"
)
_BETWEEN = re.compile(r"\s*(?:,|/|\||&|;|\bund\b|\bmit\b|\(|\)|–| - )\s*")
_PICTURES = re.compile(
    r"[,;|/]?\s*\b(?:[\w-]*[Ff]otos?|[\w-]*[Bb]ild(?:er)?|Grafik(?:en)?|Video|Illustration(?:en)?)"
    r"\b\s*:"
)
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 120
# The same with the white space of a page in it.
_LONGEST_BLOCK = 400
# A date line with so many bars is one whatever else stands between them; behind a date and one bar
# stands where it is from, which is short.
_BARS = 2
_LONGEST_SOURCE = 40
_DAY = (
    r"(?:\d{1,2}\. ?(?:\d{1,2}\. ?(?:\d{2,4})?|[A-ZÄÖÜ][a-zäöü]+\.? ?(?:\d{4})?)"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
)
# Beside these "February 26, 2016", "Dezember212009", "08:38 Uhr", "vor 5 Minuten".
_WHEN = re.compile(
    rf"{_DAY}|[A-ZÄÖÜ][a-zäöü]+ \d{{1,2}}, \d{{4}}|[A-ZÄÖÜa-z]+ ?\d{{1,2}} ?\d{{4}}"
    r"|\d{1,2}[.:]\d{2} ?(?:Uhr|h)?\b|\b[Vv]or (?:\d+|einer|einem) "
    r"(?:Sekunden|Minuten?|Min\.|Stunden?|Std\.|Tag(?:en)?|Wochen?)"
)
_AGO = re.compile(r"[Vv]or (?:\d+|einer|einem) (?:Min|St|Tag|Woche)")
_FEW = 6
# "Kiel, 3. Mai 2024", "Houston (Texas), 20.07.2016", "az, 05.01.2016 15:27 Uhr".
_PLACED = re.compile(
    r"(?:[A-ZÄÖÜ][\w/-]+(?: [A-ZÄÖÜ][\w-]+){0,2}(?: \([^()]+\))?|[a-z]{2,4}), ?"
    rf"{_DAY}[^a-zäöü]{{0,20}}(?:Uhr)?(?:\([\w/]+\))?(?: [\w|]+){{0,3}}"
)
# "8. Januar 2016 in Business".
_FILED = re.compile(rf"{_DAY},? (?:in|von|\||um|at|,|·) (?:\S+ ?){{1,5}}\Z")
_REPORTS = re.compile(
    r"(?:Aus [\w /-]{2,40} bericht(?:et|en) (?P<after>[^.!?]+)"
    r"|(?P<before>[^.!?]+) bericht(?:et|en) aus [\w /-]{2,40})\.?"
)
_CREDIT_VALUE = 100
# So long a word that is written small stands in no list of names.
_LONG_WORD = 5


def is_date_line(block: str) -> bool:
    """Whether a block says when the article appeared, and hardly more.

    `24.02.2016, 08:38 Uhr | dpa`, `Vor 8 Stunden`, `Kiel, 3. Mai 2024`, `3. Mai 2024 in Sport`.
    """
    if len(block) > _LONGEST_BLOCK:
        return False
    line = " ".join(block.split())
    is_barred = line.count("|") >= _BARS and len(line) <= 2 * _LONGEST_LINE
    # Length goes first: nearly all paragraphs are too long, and dates are searched for slowly.
    if (len(line) > _LONGEST_LINE and not is_barred) or _WHEN.search(block) is None:
        return False
    if is_barred:
        return re.search(r"[.!?]\Z", line) is None or line.endswith("...")
    first = line.split("|")[0]
    if line != first and _only_dates(first) and len(line) - len(first) <= _LONGEST_SOURCE:
        return True
    if _AGO.match(line) and len(line.split()) <= _FEW:
        return True
    return (
        _only_dates(line) or _PLACED.fullmatch(line) is not None or _FILED.match(line) is not None
    )


def _only_dates(line: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(line)]
    return all(word in words_of("date_words") for word in words)


def is_byline(block: str) -> bool:
    """Whether a block says who wrote the article: `Von Eva Kern, Kiel`, `Text: Eva Kern`."""
    if len(block) > _LONGEST_LINE or "\n" in block:
        return False
    line = block.strip()
    reports = _REPORTS.fullmatch(line)
    if reports is not None:
        return _is_names(reports["before"] or reports["after"])
    found = _signer().match(line)
    return found is not None and _is_names(line[found.end() :].strip(" ."))


def _is_names(rest: str) -> bool:
    """Whether words are names, places, agencies and signs, divided by commas and the like."""
    parts = [part.strip(" .:|*") for part in _BETWEEN.split(rest)]
    parts = [part for part in parts if part]
    if not parts or rest.endswith(("!", "?", ":")):
        return False
    return all(_is_name_like(part) for part in parts) and any(map(_is_somebody, parts))


def _is_somebody(part: str) -> bool:
    return (
        _NAME.fullmatch(part) is not None or (part.islower() and len(part) <= 4) or part.isupper()
    )


def _is_name_like(part: str) -> bool:
    if _NAME.fullmatch(part) or is_agency_mark(part) or is_date_line(part):
        return True
    words = part.split()
    if len(words) == 1:
        return part[0].isupper() or (part.islower() and len(part) <= 4)
    return all(
        word[0].isupper() or word[0].isdigit() or re.fullmatch(_PARTICLE, word) for word in words
    )


def is_name(words: str) -> bool:
    """Whether words may be a person's whole name, and are nothing else."""
    return _NAME.fullmatch(words.strip()) is not None


def authors_in(block: str) -> Iterator[str]:
    """The names of those who wrote, in a byline or a credit that names them too."""
    found = _signer().match(block) or _signer_within().search(block)
    if found is None:
        return
    yield from names_in(_PICTURES.split(block[found.end() :])[0])


def names_in(words: str) -> Iterator[str]:
    """The names of people in words that are names, places, agencies and the like."""
    for part in _BETWEEN.split(words):
        whole = _NAME.fullmatch(part.strip(" .:|*"))
        if whole is not None and not any(agencies_in(whole[1])):
            yield whole[1]


def is_credit(block: str) -> bool:
    """Whether a block names the photographer or the source and says nothing else."""
    line = " ".join(block[:_LONGEST_BLOCK].split())
    if len(line) > _LONGEST_LINE:
        return False
    if is_agency_mark(line.strip("()[]/|+ .")) or is_source(line) or _are_sources(line):
        return True
    if line.startswith("©") or re.match(r"\(?c\)\s", line, re.IGNORECASE):
        return line.count(".") < 3
    found = _credit().match(line)
    if found is None:
        return False
    value = line[found.end() :].strip("()[] ")
    if _are_sources(value):
        return True
    small = [word for word in re.split(r"[\s/]+", value) if word.islower() and word.isalpha()]
    return not value or (
        len(value) <= _CREDIT_VALUE
        and not re.search(r"(?<![A-ZÄÖÜ])[.!?]\s|[!?]$", value)
        and sum(len(word) >= _LONG_WORD for word in small) <= 1
    )


def is_source(words: str) -> bool:
    """Whether words say whose material an article is made of, or who edited it."""
    if _with_material().search(words):
        return True
    found = _signer().match(words)
    return found is not None and ":" in words[: found.end()]


def _are_sources(words: str) -> bool:
    """Whether words are names and at least one agency or source of pictures, nothing else."""
    parts = [part.strip(" .:()[]") for part in re.split(r"\s*[/|,©]\s*", words)]
    parts = [part for part in parts if part]
    known = [is_agency_mark(part) or part.lower() in words_of("picture_sources") for part in parts]
    return any(known) and all(
        one or (is_name(part) or (part[0].isupper() and " " not in part))
        for one, part in zip(known, parts, strict=True)
    )


def is_picture_credit(words: str) -> bool:
    """Whether a credit is a picture's: its agency is not the article's."""
    first = re.match(r"\W*([\w-]+)", words)
    lowered = first[1].lower() if first else ""
    return words.lstrip("([ ").startswith(("©", "(c)")) or (
        _credit().match(words.strip()) is not None
        and not lowered.startswith(("quelle", "copyright"))
    )


@cache
def _signer() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, words_of("signers")), key=len, reverse=True))
    return re.compile(rf"\s*(?:[–—-]\s*)?(?:{words})\b\s*:?\s*(?=\S)", re.IGNORECASE)


@cache
def _signer_within() -> re.Pattern[str]:
    return re.compile(r"\b(?:Text|Autor(?:in)?|Bericht|Interview):\s+")


@cache
def _credit() -> re.Pattern[str]:
    words = "|".join(sorted(words_of("credit_words"), key=len, reverse=True))
    return re.compile(
        rf"[(\[/|\s]*(?:[\w-]*-)?(?:{words})(?:\s?(?:[/&,]|und)\s?[\w-]+)?\s*(?:[:©|]|\Z)\s*",
        re.IGNORECASE,
    )


@cache
def _with_material() -> re.Pattern[str]:
    return re.compile(
        r"""
        \A\W*(?:
            (?:diese[rs]?\ (?:text|artikel|beitrag|meldung)\ .{0,40})?
            (?:mit|unter\ verwendung\ von|nach|enthält)\s
            (?:material|informationen|inhalten|agenturmaterial|agenturen)\b
          | (?:mit|von)\ (?:dpa|afp|reuters|agenturen)\b
          | agenturmeldung | agenturen
        )
        """,
        re.IGNORECASE | re.VERBOSE,
    )
