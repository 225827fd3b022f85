"""Paragraphs of a piece of HTML or XHTML as feeds, agencies and archives hold articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tasks.read.paragraph import Paragraph
from tasks.text.article import BlockKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = frozenset({"figcaption", "caption"})
# Elements that a browser shows as a line or a block of its own. Text that stands directly in one of
# the containers has a paragraph wherever it has a blank line, as in content that WordPress keeps.
_CONTAINERS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "header",
        "hgroup",
        "html",
        "main",
        "section",
    }
)
_LINES = frozenset(
    {"dt", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_BLOCKS = _HEADINGS | _CAPTIONS | _CONTAINERS | _LINES
# Elements whose content is not the article's text.
_UNREAD = frozenset(
    {
        "applet",
        "area",
        "aside",
        "audio",
        "button",
        "canvas",
        "embed",
        "form",
        "frame",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "nav",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
_UNSEEN = re.compile(r"\b(?:screen-reader-text|sr-only|visually-hidden)\b", re.IGNORECASE)
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption", re.IGNORECASE)
# A browser writes quotation marks around <q>; these are the German ones, outer and inner.
_QUOTES = (("„", "“"), ("‚", "‘"))

_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|font|i|img|ins|mark|q|small|span|strike|strong|sub|sup|td|th|u|"
    + "|".join(sorted(_BLOCKS | _UNREAD))
    + r")(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_DOCTYPE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?>", re.IGNORECASE
)
# Stand for a line break and for the end of a paragraph until the text is put together.
_BREAK = "\x1e"
_END = "\x1d"
_AROUND_BREAK = re.compile(rf" ?{_BREAK} ?")
_PARAGRAPH_END = re.compile(rf"{_BREAK}(?:\s*{_BREAK})+|{_END}")


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags or character references, so that it is not plain text."""
    return _TAG.search(text) is not None or _REFERENCE.search(text) is not None


def paragraphs_of(markup: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a piece of HTML, of a whole page's body too, with kinds by their elements.

    Headings are subheadings, figcaptions captions; other kinds are left to the text. Two `<br>` end
    a paragraph, one is a line feed in it; cells of a table's row are parted by ` | `. Scripts,
    forms, frames, asides and what is hidden are left out. Character references are decoded once;
    entities of a DTD are never resolved and nothing is fetched. Broken HTML is read as a browser
    would; HTML of more than 2,000 levels, which libxml2 gives up in the middle of, has no
    paragraphs.
    """
    root = _parsed(markup)
    if root is None:
        return ()
    return tuple(
        Paragraph(text, kind)
        for piece, kind in _pieces(root)
        for part in _PARAGRAPH_END.split(piece)
        if _is_seen(text := _tidy(part))
    )


def text_of(markup: str) -> str:
    """The text of a piece of HTML on one line: a title, a name."""
    return " ".join(part.text.replace("\n", " ") for part in paragraphs_of(markup))


def _parsed(markup: str) -> etree._Element | None:
    # Bytes, as lxml refuses text with an XML declaration; libxml2 stops at NUL. The element around
    # it keeps libxml2 from putting text without an element into a <p>.
    doctype = _DOCTYPE.match(markup)
    raw = (
        markup[doctype.end() if doctype else 0 :]
        .replace("\0", "")
        .replace(_END, " ")
        .replace(_BREAK, " ")
    )
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(b"<div>" + raw.encode("utf-8", "replace") + b"</div>", parser)
    except etree.XMLSyntaxError:
        return None
    fatal = any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log)
    return None if fatal else root


def _pieces(root: etree._Element) -> Iterator[tuple[str, BlockKind | None]]:
    """Text between the edges of blocks, with the kind of the innermost element that has one."""
    held: list[str] = []
    kinds: list[BlockKind | None] = [None]
    blocks = ["div"]
    quotes = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            if tag in _UNREAD or _is_hidden(element):
                walk.skip_subtree()
                continue
            kind = _kind(element, tag)
            if tag in _BLOCKS or kind:
                yield "".join(held), kinds[-1]
                held.clear()
                kinds.append(kind or kinds[-1])
                blocks.append(tag)
            elif tag == "br":
                held.append(_BREAK)
            elif tag in {"td", "th"} and not all(map(str.isspace, filter(None, held))):
                held.append(" | ")
            elif tag == "q":
                held.append(_QUOTES[min(quotes, 1)][0])
                quotes += 1
            held.append(_spaced(element.text or "", blocks[-1]))
            continue
        if tag not in _UNREAD and not _is_hidden(element):
            if tag in _BLOCKS or _kind(element, tag):
                yield "".join(held), kinds[-1]
                held.clear()
                kinds.pop()
                blocks.pop()
            elif tag == "q":
                quotes -= 1
                held.append(_QUOTES[min(quotes, 1)][1])
        held.append(_spaced(element.tail or "", blocks[-1]))
    yield "".join(held), kinds[-1]


def _kind(element: etree._Element, tag: str) -> BlockKind | None:
    if tag in _HEADINGS:
        return "subheading"
    if tag in _CAPTIONS or (tag in {"p", "div"} and _CAPTION_CLASS.search(_of(element, "class"))):
        return "caption"
    return None


def _is_hidden(element: etree._Element) -> bool:
    return (
        "hidden" in element.attrib
        or _of(element, "aria-hidden").lower() == "true"
        or _UNSEEN.search(_of(element, "class")) is not None
        or _UNDISPLAYED.search(_of(element, "style")) is not None
    )


def _of(element: etree._Element, attribute: str) -> str:
    return element.get(attribute) or ""


def _spaced(text: str, block: str) -> str:
    """White space as the block around it shows it."""
    if block == "pre":
        return _BLANK_LINE.sub(_END, text).replace("\n", _BREAK)
    if block in _CONTAINERS:
        text = _BLANK_LINE.sub(_END, text)
    return _SPACES.sub(" ", text)


def _tidy(piece: str) -> str:
    lines = _AROUND_BREAK.sub(_BREAK, _SPACES.sub(" ", piece)).strip(f" {_BREAK}")
    return lines.replace(_BREAK, "\n").strip()


def _is_seen(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)
