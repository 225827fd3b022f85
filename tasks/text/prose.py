"""Whether characters are prose: what was written for programs, and a word alone, are no article.

Told by properties of the whole text, never by the file's name. When in doubt, it is prose.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

# A table has so many records, a heading counted, and nearly all characters stand in them.
_FEWEST_RECORDS = 3
_SHARE_IN_RECORDS = 0.9
_DELIMITERS = (";", "\t", "|", ",")
# Written by people, a comma or semicolon has a space or a figure after it; by programs, none.
_TIGHT = {";": re.compile(r";(?!\s)"), ",": re.compile(r",(?!\s|\d)")}
_TIGHT_SHARE = 0.8
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
# A stand-in of the same length for the comma of a decimal: no format separates fields by it.
_DECIMAL_COMMA = "\x1f"
# `{"key":`, alone or as the first thing in a list: JSON, also where its end is missing.
_JSON_BEGINNING = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.)*"\s*:')
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/@:&?=_%+#]+[^\W_]+)*")
# A row of letters without a space may be a sentence of another script; words are shorter.
_LONGEST_WORD = 100

_SAVE = "put the article's text alone into the file and drop it again"


def no_prose(text: str) -> str | None:
    """Why the text is no prose, in words for its owner; None where it may be."""
    if _is_json(text):
        return f"this is JSON, not an article; {_SAVE}"
    if _is_table(text):
        return f"this is a table of fields (CSV), not an article; {_SAVE}"
    word = _only_word(text)
    if word is not None:
        return f"the file holds a single word ({word}), not an article; {_SAVE}"
    return None


def _is_json(text: str) -> bool:
    """One object or list, an object a line, or the beginning of any of these."""
    if _JSON_BEGINNING.match(text):
        return True
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def _is_table(text: str) -> bool:
    return any(_is_separated(text, delimiter) for delimiter in _DELIMITERS)


def _is_separated(text: str, delimiter: str) -> bool:
    """Whether nearly all of the text stands in records of as many fields each."""
    if text.count(delimiter) < _FEWEST_RECORDS - 1:
        return False
    if delimiter == ",":
        text = _DECIMAL.sub(_DECIMAL_COMMA, text)
    tight = _TIGHT.get(delimiter)
    # In quoted fields, people's commas stand.
    if tight is not None:
        unquoted = re.sub(r'"(?:[^"]|"")*"', '"', text)
        marks = unquoted.count(delimiter)
        if not marks or len(tight.findall(unquoted)) < _TIGHT_SHARE * marks:
            return False
    widths: Counter[int] = Counter()
    characters: Counter[int] = Counter()
    for record in _records(text, delimiter):
        width = len(record)
        if sum(bool(field.strip()) for field in record) < 2:
            width = 1
        widths[width] += 1
        characters[width] += sum(map(len, record)) + width - 1
    if not characters:
        return False
    usual, held = characters.most_common(1)[0]
    fewest = _FEWEST_RECORDS if usual < 3 else _FEWEST_RECORDS - 1
    return (
        usual > 1
        and widths[usual] >= fewest
        and held >= _SHARE_IN_RECORDS * sum(characters.values())
    )


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = (line for line in text.splitlines(keepends=True) if line.strip())
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        # A field that is longer than any program writes: there is an open mark before it.
        return


def _only_word(text: str) -> str | None:
    """The word that the text consists of, where it is one."""
    words = (
        word.group()
        for word in _WORD.finditer(unicodedata.normalize("NFC", text))
        if any(map(str.isalpha, word.group()))
    )
    first = next(words, None)
    if first is None or len(first) > _LONGEST_WORD or next(words, None) is not None:
        return None
    return first
