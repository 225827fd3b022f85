"""What a page says of its article in JSON-LD, by the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import json_repair
from lxml.html import HtmlElement

from tasks.read.page.wordlists import words_of

Statement = Mapping[str, Any]

_SCRIPTS = 60
_CHARACTERS = 3_000_000
# So many characters of broken JSON are mended on a page; 40,000 take a second.
_MENDED = 80_000
_DEPTH = 12
_KINDS = frozenset(("liveblogposting", "blogposting", "report"))
# Kinds of pages that list articles, and are none.
_LISTS = frozenset(("collectionpage", "searchresultspage", "profilepage"))
# Strings first, so that nothing within them is taken for the rest.
# Each alternative that begins also ends, so that no text is looked at twice.
_NO_JSON = re.compile(
    r'("(?:[^"\\]|\\.)*+\\?(?:"|\Z))|/\*.*?(?:\*/|\Z)|//[^\n]*|,(?=\s*[}\]])', re.DOTALL
)
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)


def statements(tree: HtmlElement) -> list[Statement]:
    """All objects that a page's scripts hold, the outer before the inner ones.

    What is no JSON is mended as far as a library can (comments, trailing commas, raw line ends,
    a missing end), else left out.
    """
    found: list[Statement] = []
    left = _MENDED
    scripts = tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")
    for script in scripts[:_SCRIPTS]:
        text = _WRAPPED.sub("", script.text or "")
        if not 1 < len(text) < _CHARACTERS:
            continue
        value = _value(text)
        if value is None and len(text) <= left:
            left -= len(text)
            value = _mended(text)
        found.extend(_objects(value, 0))
    return found


def _value(text: str) -> Any:
    """What the text says in JSON, with comments or commas too many; None where it is none."""
    for written in (text, None):
        try:
            return json.loads(_plain_json(text) if written is None else written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> Any:
    try:
        return json_repair.loads(text, skip_json_loads=True)
    # The library mends what it was made for; what else it stumbles over is nobody's JSON.
    except (ValueError, RecursionError, TypeError, LookupError, AttributeError):
        return None


def _plain_json(text: str) -> str:
    """Without comments and commas before an end, as most of what is no JSON has them."""
    return _NO_JSON.sub(lambda found: found.group(1) or "", text)


def _objects(value: Any, depth: int) -> Iterator[Statement]:
    """The objects in a value; those that only list or accompany others are not looked into."""
    if depth > _DEPTH:
        return
    others = words_of("accompanying", "others")
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key.lower() not in others and isinstance(inner, (dict, list)):
                yield from _objects(inner, depth + 1)


def kinds_of(statement: Statement) -> frozenset[str]:
    """Its types, in lower case and without the vocabulary's address."""
    kinds = statement.get("@type", statement.get("type"))
    names = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names)


def is_article(statement: Statement) -> bool:
    """Whether it is about an article of whatever kind."""
    return any(kind in _KINDS or kind.endswith("article") for kind in kinds_of(statement))


def is_list(statement: Statement) -> bool:
    """Whether it is about a page that lists others."""
    return bool(kinds_of(statement) & _LISTS)


def article_in(found: list[Statement], address: str | None, headline: str) -> Statement:
    """What is said of the page's own article; empty where nothing is.

    Of several articles it is that with the page's address or headline, else the fullest.
    """
    articles = [one for one in found if is_article(one)]
    if len(articles) < 2:
        return articles[0] if articles else {}
    return max(articles, key=lambda one: (_matches(one, address, headline), len(one)))


def _matches(statement: Statement, address: str | None, headline: str) -> int:
    own = {_path(one) for one in addresses(statement)}
    same = bool(address) and _path(str(address)) in own
    said = text_of(statement.get("headline") or statement.get("name"))
    return 2 * same + bool(said and headline and (said in headline or headline in said))


def addresses(statement: Statement) -> list[str]:
    """The addresses that it gives for itself and its page."""
    values = [statement.get("url"), statement.get("mainEntityOfPage"), statement.get("@id")]
    flat = [one.get("@id", one.get("url")) if isinstance(one, dict) else one for one in values]
    return [one for one in flat if isinstance(one, str) and one.startswith("http")]


def _path(address: str) -> str:
    return address.split("#")[0].split("?")[0].rstrip("/").partition("://")[2]


def resolved(value: Any, found: list[Statement]) -> Any:
    """The value, or what is said elsewhere on the page of what it only refers to."""
    if isinstance(value, list):
        return [resolved(one, found) for one in value[:100]]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
        same = [one for one in found if one.get("@id") == value["@id"] and len(one) > len(value)]
        return same[0] if same else value
    return value


def text_of(value: Any) -> str:
    """The words of a value: a string, the first of a list, or an object's name."""
    if isinstance(value, list):
        return next((words for words in map(text_of, value) if words), "")
    if isinstance(value, dict):
        return text_of(value.get("name", value.get("@value")))
    if not isinstance(value, str):
        return ""
    # Systems escape for HTML what they put into JSON.
    words = html.unescape(value) if "&" in value else value
    words = re.sub(r"<[^<>]{1,200}>", " ", words) if "<" in words else words
    return " ".join(words.split())


def texts_of(value: Any) -> list[str]:
    """The words of each member of a list, or of the one value."""
    return [words for words in map(text_of, value if isinstance(value, list) else [value]) if words]


def is_false(value: Any) -> bool:
    """Whether a value says no, as a truth value or in words."""
    return value is False or str(value).strip().lower() in ("false", "http://schema.org/false")
