"""The paragraphs that stand together with most of a page's prose: the last resort for its text."""

from __future__ import annotations

from collections import Counter

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block
from tasks.read.page.boxes import LANDMARKS
from tasks.read.page.places import Places, words_in

# A paragraph of prose has so many words, and few of them are links.
_PROSE = 15
_LINKS = 0.3
_APART = LANDMARKS - {"form"} | {"script", "noscript", "template", "figure", "a"}
# Sections of one text lie in elements side by side: their words are added so many steps around.
_STEPS = 2


def prose_of(tree: HtmlElement) -> list[Block]:
    """The paragraphs and headings in the element around most of the page's prose.

    Empty where there is none. What lies in landmarks or in elements named as boxes is left out.
    """
    places = Places(tree, ())
    weights: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        words = words_in(paragraph.text_content())
        if words < _PROSE or places.link_share(paragraph) > _LINKS or _is_apart(places, paragraph):
            continue
        for step, outer in zip(range(1, _STEPS + 1), paragraph.iterancestors(), strict=False):
            # The nearer, the more: a page's body is around all of its prose.
            weights[outer] += words * (_STEPS + 1 - step)
    if not weights:
        return []
    around = weights.most_common(1)[0][0]
    found = []
    for element in around.iter("p", "h2", "h3", "h4", "li", "blockquote"):
        text = " ".join(element.text_content().split())
        if text and element.find(".//p") is None and not _is_apart(places, element):
            found.append(Block(text, "heading" if element.tag.startswith("h") else "text"))
    return found


def _is_apart(places: Places, element: HtmlElement) -> bool:
    return any(
        one.tag in _APART or (one.tag != "body" and places.marked(one, "box"))
        for one in (element, *element.iterancestors())
    )
