"""What of an article the extraction missed: its lead above the text, paragraphs amid the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block
from tasks.read.page.boxes import LANDMARKS, leads_away
from tasks.read.page.places import LEAVES, Places, key_of, letters_of, words_in

# A lead has as many words as this; a line with fewer is a kicker, or who wrote it.
_LEAST_LEAD = 7
_MOST_LEAD = 120
# Words of a whole sentence that follows the headline and is called nothing.
_SENTENCE = 12
_ENDS = (".", "!", "?", "“", "”", "«", "»", '"')
# A lead stands so near the headline: below the element that is so many steps around it.
_NEAR = 2
# So many letters of a description say that it is the lead, though its end differs.
_ALIKE = 40
_LINKS = 0.5
# Paragraphs of one kind stand where at least so many of the text stand.
_OFTEN = 2
# Before and after the text only what is surely a paragraph is added.
_OUTSIDE = 8
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NOT_WITHIN = LANDMARKS | {"figure", "figcaption", "a", "table", "script", "noscript", "template"}
Sign = tuple[object, ...]


def with_gaps_filled(places: Places, kept: Sequence[Block]) -> list[Block]:
    """The blocks, and between them the page's paragraphs that stand as they do and were missed."""
    own = {id(block) for block in kept}
    by_element = {
        element: block
        for block, element in zip(places.blocks, places.elements, strict=True)
        if id(block) in own and element is not None
    }
    signs = Counter(
        sign
        for element, block in by_element.items()
        if block.kind == "text"
        for sign in _signs(element)
    )
    usual = {sign for sign, count in signs.items() if count >= _OFTEN}
    known = {key_of(block.text) for block in places.blocks}
    missed: dict[int | None, list[Block]] = {}
    at: Block | None = None
    left = len(by_element)
    for element in places.root.iter("p", *HEADINGS, "blockquote"):
        if element in by_element:
            at = by_element[element]
            left -= 1
            continue
        inside = at is not None and left > 0
        if not _stands_alike(places, element, usual, inside=inside):
            continue
        text = " ".join(element.text_content().split())
        least = _OFTEN if inside else _OUTSIDE
        if words_in(text) < least or key_of(text) in known or _holds(element, known):
            continue
        known.add(key_of(text))
        kind = "heading" if element.tag.startswith("h") else "text"
        block = Block(text, "heading") if kind == "heading" else Block(text)
        missed.setdefault(id(at) if at else None, []).append(block)
    found = list(missed.get(None, ()))
    for block in kept:
        found += [block, *missed.get(id(block), ())]
    return found


def _holds(element: HtmlElement, known: set[str]) -> bool:
    return any(key_of(inner.text_content()) in known for inner in element.iter(*LEAVES))


def _signs(element: HtmlElement) -> tuple[Sign, Sign]:
    """By what a paragraph is like another: its name and parent, or those of a parent beside it."""
    parent = element.getparent()
    name = element.get("class") or ""
    if parent is None:
        return (element.tag, name), (element.tag, name)
    outer = parent.getparent()
    return (
        (element.tag, name, parent),
        (element.tag, name, parent.tag, parent.get("class"), outer),
    )


def _stands_alike(places: Places, element: HtmlElement, usual: set[Sign], *, inside: bool) -> bool:
    if element.tag == "p":
        alike = any(sign in usual for sign in _signs(element))
    else:
        alike = inside and any(element.getparent() in sign for sign in usual)
    return (
        alike
        and places.link_share(element) < (_LINKS if inside else 0.01)
        and not places.marked(element, "box", "perhaps", "caption")
        and not leads_away(element.text_content())
        and not any(
            one.tag in _NOT_WITHIN or places.marked(one, "box")
            for one in places.containers(element)
        )
    )


def lead_of(
    places: Places, kept: Sequence[Block], descriptions: Sequence[str], title: str
) -> str | None:
    """The lead that stands on the page between headline and text, if the text lacks it.

    Known by its words, which the page repeats as its description, by its name, or as the sentence
    that follows the headline.
    """
    known = {key_of(block.text) for block in kept}
    described = [one for one in map(key_of, descriptions) if len(one) >= _ALIKE]
    if known & set(described):
        return None
    sentences = []
    for element in _above_the_text(places, kept):
        text = " ".join(element.text_content().split())
        if not _LEAST_LEAD <= words_in(text) <= _MOST_LEAD or key_of(text) in known:
            continue
        if places.link_share(element) >= _LINKS or places.marked(element, "box", "caption"):
            continue
        if title and letters_of(title) in letters_of(text):
            continue
        if any(key_of(text)[:_ALIKE] == one[:_ALIKE] for one in described):
            return text
        if element.get("itemprop") == "description" or _is_named_lead(places, element):
            return text
        if words_in(text) >= _SENTENCE and text.endswith(_ENDS) and _is_near_headline(element):
            sentences.append(text)
    return sentences[0] if sentences else None


def _is_named_lead(places: Places, element: HtmlElement) -> bool:
    parent = element.getparent()
    return bool(
        places.marked(element, "lead") or (parent is not None and places.marked(parent, "lead"))
    )


def _is_near_headline(element: HtmlElement) -> bool:
    around = [one for _, one in zip(range(_NEAR), element.iterancestors(), strict=False)]
    return any(one.tag != "body" and one.find(".//h1") is not None for one in around)


def _above_the_text(places: Places, kept: Sequence[Block]) -> Iterator[HtmlElement]:
    """Elements without others within, from the headline to the text's first paragraph."""
    own = {id(block) for block in kept if block.kind != "heading"}
    first = next(
        (
            one
            for block, one in zip(places.blocks, places.elements, strict=True)
            if id(block) in own
        ),
        None,
    )
    begun = places.tree.find(".//h1") is None
    for element in places.tree.iter(*LEAVES):
        if element is first:
            return
        if element.tag == "h1":
            begun = True
            continue
        inner = any(child.tag in LEAVES for child in element if child.tag != "span")
        outer = (one.tag for one in element.iterancestors())
        if begun and not inner and _NOT_WITHIN.isdisjoint(outer):
            yield element
