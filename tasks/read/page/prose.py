"""The paragraphs that stand together with most of a page's prose: the last resort for its text."""

from __future__ import annotations

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block
from tasks.read.page.boxes import LANDMARKS
from tasks.read.page.places import Places, words_in

# A paragraph of prose has so many words, and few of them are links.
_PROSE = 15
_LINKS = 0.3
_APART = LANDMARKS - {"form"} | {"script", "noscript", "template", "figure", "a"}
# An element with more of the words of all paragraphs is no box, however it is named.
_BOX_SHARE = 0.3
_TEXT = ("p", "h2", "h3", "h4", "li", "blockquote")
# A card, which leads to another article, has a link and at most so many words, so near around.
_CARD = 60
_NEAR = 3


def prose_of(tree: HtmlElement) -> list[Block]:
    """The paragraphs and headings in the element with most prose, and in those that look like it.

    What readers write is shorter than the article, each for itself. Empty where there is none.
    Landmarks, elements named as boxes and cards are left out.
    """
    places = Places(tree, ())
    most = _BOX_SHARE * words_of_prose(tree)
    weights: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        words = places.words_within(paragraph)
        if (
            words < _PROSE
            or places.link_share(paragraph) > _LINKS
            or _is_apart(places, paragraph, most)
        ):
            continue
        parent = paragraph.getparent()
        weights[parent] = weights.get(parent, 0) + words
    if not weights:
        return []
    fullest = max(weights, key=lambda one: weights[one])
    around = [one for one in weights if _looks_like(one, fullest)]
    found = []
    for element in (inner for one in around for inner in one.iter(*_TEXT)):
        text = " ".join(element.text_content().split())
        if text and element.find(".//p") is None and not _is_apart(places, element, most):
            found.append(Block(text, "heading" if element.tag.startswith("h") else "text"))
    return found


def _looks_like(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements are alike: the parts of one text, the entries of a ticker."""
    return one is other or (one.tag, one.get("class")) == (other.tag, other.get("class"))


def words_of_prose(tree: HtmlElement) -> int:
    """At most so many words has the page's prose; found faster than the prose."""
    return sum(words_in(paragraph.text_content()) for paragraph in tree.iter("p"))


def _is_apart(places: Places, element: HtmlElement, most: float) -> bool:
    for step, one in enumerate((element, *element.iterancestors())):
        if one.tag in _APART:
            return True
        if places.marked(one, "box") and places.words_within(one) <= most:
            return True
        if 0 < step <= _NEAR and _is_card(places, one):
            return True
    return False


def _is_card(places: Places, element: HtmlElement) -> bool:
    return element.find(".//a[@href]") is not None and places.words_within(element) <= _CARD
