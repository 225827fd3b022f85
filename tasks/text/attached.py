"""What stands before and behind a paragraph's own words: places, agencies, photographers, signs.

`Berlin (dpa/lno) - ` before them, `(dpa/rtr/ula)` and `Foto: Eva Kern/dpa` behind.
"""

from __future__ import annotations

import re

from tasks.text.agencies import is_agency_mark
from tasks.text.article import BlockKind
from tasks.text.signed import is_source
from tasks.text.wordlists import words_of

_DASH = r"(?:\s*[-–—―|]+|\s*:)"
# "Kiel", "Frankfurt/Main", "Bad Neuenahr-Ahrweiler", "HAMBURG", "St. Pölten", "Lermoos/Tirol".
_CAPITALISED = r"[A-ZÄÖÜ][\w’'-]+"
_TOWN = (
    rf"(?:[A-ZÄÖÜ]\w?\. )?{_CAPITALISED}"
    rf"(?: (?:am|an der|im|in|bei|ob der|vor der|(?:[a-z]{{1,2}}\. ?){{1,2}}|{_CAPITALISED}))*?"
)
_COUNTRY = r"(?: ?\((?!dpa)[A-ZÄÖÜ][\w .-]+\))?"
_PLACE = rf"{_TOWN}{_COUNTRY}(?: ?[/,] ?{_TOWN}{_COUNTRY}){{0,3}}"
_DATE = (
    r"(?:\d{1,2}\. ?(?:\d{1,2}\. ?(?:\d{2,4})?|[A-ZÄÖÜ][a-zäö]+\.?(?: \d{4})?)|\d{4}-\d{2}-\d{2}"
    r"|(?:[A-ZÄÖÜ][a-zäö]+ )\d{4})"
)
_PLACE_AND_MARK = re.compile(
    rf"\(?(?P<place>{_PLACE})?(?:,? {_DATE})?,?[ \xa0]*\((?P<mark>[^()\n]{{2,40}})\)\)?"
    r"(?P<end>[ \xa0]*[-–—―|]+|[.:])?(?:\s*\([a-z]{2,4}\))?(?=\s)\s*"
)
_MARK_WITHOUT_BRACKETS = re.compile(
    rf"(?P<place>{_PLACE})(?:, {_DATE})?[ ,]\s?(?P<mark>[A-Za-z/-]{{2,12}})(?P<end>{_DASH}|\.|)\s+"
)
# "dpa Berlin. ", "dpa - ".
_MARK_FIRST = re.compile(rf"(?P<mark>[A-Za-z/-]{{2,12}})(?: {_PLACE})?(?:\.|\s*[-–—―|]+)\s+")
_DATED_PLACE = re.compile(
    rf"(?:\[{_DATE}\]\s*|{_DATE} {_PLACE}[.:]?\s+|{_DATE}: |{_PLACE}, {_DATE}(?: ?{_DASH}|[.:])\s*)"
    r"(?=[A-ZÄÖÜ„»\"“])"
)
_PLACE_AND_DASH = re.compile(rf"(?P<place>{_PLACE})(?: [-–—|]|\.)\s+(?=[A-ZÄÖÜ„»\"“‚›«])")
_PLACE_ALONE = re.compile(rf"(?P<place>{_PLACE})\s?[.–—-]")
_SIGNS_FIRST = re.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4})*\)\s*[-–—]+\s+")
# "(Mynewsdesk) NEW YORK--(Marketwired - 25. Februar 2016) - ".
_WIRE = re.compile(r"(?:\([\w ]+\) )?[A-ZÄÖÜ][A-ZÄÖÜ ,]+\s?--\s?\([^()]{3,60}\)\s*[-–—]+\s+")
_READ_ON = re.compile(
    r"(?<=[.!?…“])\s*(?P<on>(?:…|\.\.\.|\[|\()?\s*"
    r"(?:[Ww]eiterlesen|[Ww]eiter lesen|mehr|[Mm]ehr lesen|weiter)\s*(?:…|\.\.\.|\]|\)|[»›→>]+)?)\Z"
)
_CREDIT_WORD = (
    r"(?:(?:[\w-]+-)?(?:Fotos?|Bild(?:er|rechte|quelle|nachweis)?|Grafik(?:en)?|Illustration(?:en)?"
    r"|Symbol(?:foto|bild)|Archiv(?:foto|bild)|Repro|Screenshot|Montage|Credits?|Quellen?"
    r"|Copyright))"
)
_TRAILING_CREDIT = re.compile(
    rf"(?P<credit>(?:[(|/]\s*)?(?:{_CREDIT_WORD}(?:\s?[/&]\s?\w+)?\s?[:©]\s?|©\s?)"
    r"[^.!?\n]{0,90}?(?:\b[A-Z]\.[^.!?\n]{0,60}?)?\)?)\s*\.?\Z"
)
_TRAILING_MARK = re.compile(
    r"(?<=[.!?“”\"»«…)])\s*(?P<credit>[(\[](?P<mark>[^()\[\]\n]{2,80})[)\]]"
    r"|(?P<bare>[a-zA-Z-]{2,9}(?:/[a-z]{2,4})*)"
    r"|\.?/(?P<signs>[a-z]{2,3}(?:/[A-Za-z]{2,4}){0,4}))\.?\Z"
)
_LONGEST_PLACE = 60
# Words that a place without a mark is found before: fewer make no paragraph of an article.
_FEWEST_AFTER = 4
# So far from the end of a paragraph begins what stands behind it.
_BEHIND = 160

Part = tuple[int, int, BlockKind | None]


def parts_of(
    text: str, start: int, end: int, *, opens: bool = True, spoken: bool = False
) -> list[Part]:
    """A paragraph's parts in order, as characters with a kind; None is what it says itself.

    A place without an agency is looked for only where the paragraph `opens` a text or a section,
    and none where it is `spoken`: "Im August. Da ist ein Bub abgetrieben."
    """
    parts: list[Part] = []
    signs = None if spoken else _SIGNS_FIRST.match(text, start, end)
    if signs is not None:
        parts.append((start, _before_space(text, signs.end()), "byline"))
        start = signs.end()
    after = None if spoken else dateline_end(text, start, end, opens=opens)
    if after is not None:
        parts.append((start, _before_space(text, after), "dateline"))
        start = after
    behind: list[Part] = []
    on = _READ_ON.search(text, max(start, end - 40), end)
    if on is not None and on.start("on") > start:
        behind.append((on.start("on"), end, "navigation"))
        end = _before_space(text, on.start("on"))
    while (at := _trailing(text, start, end)) is not None:
        behind.insert(0, (at, end, "credit"))
        end = _before_space(text, at)
        if end <= start:
            break
    if end > start:
        parts.append((start, end, None))
    return parts + behind


def dateline_end(text: str, start: int, end: int, *, opens: bool) -> int | None:
    """Where the paragraph's own words begin, behind place, date and agency; None without these."""
    found = _PLACE_AND_MARK.match(text, start, end)
    if found is not None and found.end() < end:
        paper = opens and found["place"] and found["end"] and _are_signs(found["mark"])
        if is_agency_mark(found["mark"]) or (paper and text[found.end()].isupper()):
            return found.end()
    found = _MARK_FIRST.match(text, start, end)
    if found is not None and is_agency_mark(found["mark"]):
        return found.end()
    found = _MARK_WITHOUT_BRACKETS.match(text, start, end)
    plain = found is not None and (found["mark"].islower() or found["end"].strip())
    if found is not None and plain and (is_agency_mark(found["mark"]) or "|" in found["end"]):
        return found.end()
    found = _WIRE.match(text, start, end) or _DATED_PLACE.match(text, start, end)
    if found is not None:
        return found.end()
    found = _PLACE_AND_DASH.match(text, start, end) if opens else None
    if found is None or not _is_place(found["place"]):
        return None
    after = text[found.end() : end].split(None, _FEWEST_AFTER)
    return found.end() if len(after) >= _FEWEST_AFTER else None


def is_place_alone(line: str) -> bool:
    """Whether a line is a place, with the stop or dash that stands before an article's words."""
    found = _PLACE_ALONE.fullmatch(line)
    return found is not None and _is_place(found["place"])


def _is_place(words: str) -> bool:
    return len(words) <= _LONGEST_PLACE and not any(
        word in words_of("no_place") for word in re.split(r"[\s/,-]+", words)
    )


def _trailing(text: str, start: int, end: int) -> int | None:
    """Where a credit or a mark begins that ends the words; None without one."""
    found = _TRAILING_MARK.search(text, max(start, end - _BEHIND), end)
    if found is not None and found.start("credit") > start:
        mark = found["mark"] or found["bare"]
        bracketed = found["mark"] is not None and (
            _are_signs(found["mark"]) or is_source(found["mark"])
        )
        if mark is None or bracketed or is_agency_mark(mark):
            return found.start("credit")
    found = _TRAILING_CREDIT.search(text, max(start, end - _BEHIND), end)
    if found is not None and found.start("credit") > start:
        return found.start("credit")
    return None


def _are_signs(words: str) -> bool:
    return re.fullmatch(r"[a-z]{2,4}(?:[/,] ?[a-z]{2,4})*", words) is not None


def _before_space(text: str, position: int) -> int:
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return position
