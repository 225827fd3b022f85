"""What of a page's text belongs to boxes beside it: teasers, newsletters, comments, authors.

Told by where a block stands and by its links, before any name: names of classes differ between
publishers, and the same name means a box here and the article there. Three kinds of evidence, the
first the strongest; where more would go than boxes usually are, only the stronger count.
"""

from __future__ import annotations

from enum import IntEnum

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block
from tasks.read.page.places import Places, key_of, letters_of, words_in
from tasks.read.page.wordlists import in_order

# What stands for a box by its element or role (HTML and ARIA landmarks).
LANDMARKS = frozenset(("aside", "nav", "footer", "form", "dialog", "menu", "button"))
_ROLES = frozenset(("complementary", "navigation", "dialog", "contentinfo", "search", "button"))
# A container with more of the text's words than this is no box.
_BOX_SHARE = 0.3
# Words of a box that has no links: an author, a call to subscribe.
_SHORT = 60
# Words of a quotation that is repeated in large letters.
_CALLED_OUT = 5
_LINE = 25
# Links make up so much of the letters of a list of links, or of a container that leads away.
_MOST = 0.6
_ALL = 0.85
_SOME = 0.15
# More than this share of the words goes only by strong evidence, or by none.
_FEW = 0.25
_HALF = 0.55


_SENTENCE_ENDS = (".", "!", "?", "“", "«")


class Evidence(IntEnum):
    """How surely a block is no part of the article."""

    NONE = 0
    NAME = 1
    """The name of a container, or the block's first words."""
    PLACE = 2
    """A landmark around it, or its links."""


def article_only(places: Places, body: str) -> list[Block]:
    """The blocks that belong to the article, in their order.

    `body` is the article's text as the page repeats it for machines; what stands there stays.
    """
    blocks = list(places.blocks)
    prose = _prose(places)
    evidence = [_evidence(places, at, prose) for at in range(len(blocks))]
    _repeated(blocks, evidence)
    _outside(places, evidence)
    said = _said(blocks, body)
    evidence = [Evidence.NONE if own else found for own, found in zip(said, evidence, strict=True)]
    _after_the_end(blocks, said, evidence)
    least = _least(blocks, evidence)
    kept = [least is None or found < least for found in evidence]
    _without_empty_headings(places, kept)
    return [block for block, stays in zip(blocks, kept, strict=True) if stays]


def _least(blocks: list[Block], evidence: list[Evidence]) -> Evidence | None:
    """The weakest evidence by which blocks go; None where none may."""
    total = sum(words_in(block.text) for block in blocks)
    for least, most in ((Evidence.NAME, _FEW), (Evidence.PLACE, _HALF)):
        going = (block for block, found in zip(blocks, evidence, strict=True) if found >= least)
        if sum(words_in(block.text) for block in going) <= most * total:
            return least
    return None


def _said(blocks: list[Block], body: str) -> list[bool]:
    """Whether each block stands in the text that is given for machines."""
    whole = letters_of(body)
    return [bool(whole) and key_of(block.text) in whole for block in blocks]


def _repeated(blocks: list[Block], evidence: list[Evidence]) -> None:
    """A quotation that is set apart and is in the text, too; a paragraph that comes twice."""
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        if words_in(block.text) < _CALLED_OUT:
            continue
        if block.text in seen or (block.kind == "quote" and _is_elsewhere(blocks, at)):
            evidence[at] = Evidence.PLACE
        seen.add(block.text)


def _is_elsewhere(blocks: list[Block], at: int) -> bool:
    key = letters_of(blocks[at].text)
    others = (block for place, block in enumerate(blocks) if place != at)
    return any(key in letters_of(block.text) for block in others)


def _outside(places: Places, evidence: list[Evidence]) -> None:
    """Lines after the text, and outside of what holds most of it: sources, copyright, calls."""
    inside = [one is not None and places.is_inside(one) for one in places.elements]
    last = max((at for at, one in enumerate(inside) if one), default=len(inside))
    for at in range(last + 1, len(inside)):
        if places.elements[at] is not None and places.counts[at] <= _LINE:
            evidence[at] = max(evidence[at], Evidence.NAME)


def _after_the_end(blocks: list[Block], said: list[bool], evidence: list[Evidence]) -> None:
    """What follows the end of the text for machines is none of it, if that text is whole."""
    words = [words_in(block.text) for block in blocks]
    inside = sum(count for count, own in zip(words, said, strict=True) if own)
    if not any(said) or inside < (1 - _FEW) * sum(words):
        return
    last = max(at for at, own in enumerate(said) if own)
    for at in range(last + 1, len(blocks)):
        evidence[at] = Evidence.PLACE


def _evidence(places: Places, at: int, prose: range) -> Evidence:
    """What speaks against a block; `prose` is from the first to the last of the longer blocks."""
    element = places.elements[at]
    block = places.blocks[at]
    words = places.counts[at]
    if element is None:
        return Evidence.NAME if words <= _LINE and leads_away(block.text) else Evidence.NONE
    around = places.containers(element)
    if any(one.tag == "a" and one.get("href") for one in around):
        return Evidence.PLACE
    found = _by_links(places, element, block, words)
    # A sentence before the longer blocks is a lead, however it is named.
    at_edge = at >= prose.stop or (at < prose.start and not block.text.endswith(_SENTENCE_ENDS))
    for container in around:
        if found is Evidence.PLACE or places.share(container) > _BOX_SHARE:
            break
        found = max(found, _by_container(places, container, at_edge=at_edge))
    return found


def _prose(places: Places) -> range:
    longer = [at for at, words in enumerate(places.counts) if words > _LINE]
    return range(longer[0], longer[-1] + 1) if longer else range(len(places.blocks))


def _by_links(places: Places, element: HtmlElement, block: Block, words: int) -> Evidence:
    """A paragraph, heading or item that is a link, or words that lead to one."""
    share = places.link_share(element)
    if share >= _ALL and words <= 2 * _SHORT:
        return Evidence.PLACE
    if words > _LINE + 10:
        return Evidence.NONE
    if share >= _MOST and not block.text.endswith(_SENTENCE_ENDS):
        return Evidence.PLACE
    if not leads_away(block.text):
        return Evidence.NONE
    if share > 0 or block.kind == "heading":
        return Evidence.PLACE
    return Evidence.NONE if block.text.endswith(".") else Evidence.NAME


def leads_away(text: str) -> bool:
    """Whether words lead away from the article, as those above a list of others do."""
    start = text.lstrip("+-–—•►▶→>»|* \u00a0").lower()
    return start.startswith(in_order("phrases", "away"))


def _by_container(places: Places, container: HtmlElement, *, at_edge: bool) -> Evidence:
    """What a container says of the text in it; `at_edge` is before or after all longer blocks."""
    if not container.attrib and not len(container):
        return Evidence.NONE
    if container.tag in LANDMARKS or (container.get("role") or "").lower() in _ROLES:
        return Evidence.PLACE
    links = places.link_share(container)
    inside = places.words_within(container)
    if container.tag not in ("p", "li", "blockquote") and links >= _MOST:
        return Evidence.PLACE
    if _is_hidden(container) or (inside <= 2 * _SHORT and _asks(container)):
        return Evidence.PLACE
    if inside <= _SHORT and _is_card(container):
        return Evidence.PLACE
    sure = places.marked(container, "box")
    if sure and (links >= _SOME or inside <= _SHORT):
        return Evidence.NAME
    if inside <= _SHORT and (places.marked(container, "caption") or _is_pictured(container)):
        return Evidence.NAME
    perhaps = places.marked(container, "perhaps")
    if perhaps and inside <= 2 * _SHORT and (links >= 2 * _SOME or (at_edge and inside <= _LINE)):
        return Evidence.NAME
    return Evidence.NONE


def _asks(container: HtmlElement) -> bool:
    """Whether it holds a form, or a field of one: an address for letters, a vote, a search."""
    return any(True for _ in container.iter("form", "input", "textarea", "select"))


def _is_card(container: HtmlElement) -> bool:
    """Whether it holds a heading that is a link to another page."""
    return any(
        next((one for one in heading.iterancestors("a") if leads_elsewhere(one)), None) is not None
        or any(map(leads_elsewhere, heading.iter("a")))
        for heading in container.iter("h2", "h3", "h4", "h5")
    )


def leads_elsewhere(link: HtmlElement) -> bool:
    """Whether a link has an address that is not on its own page."""
    return not (link.get("href") or "#").startswith("#")


def _is_pictured(container: HtmlElement) -> bool:
    """Whether it holds a picture and the words to it; a picture within a paragraph is none."""
    return container.tag not in ("p", "li", "blockquote") and any(
        True for _ in container.iter("img", "picture", "amp-img")
    )


def _is_hidden(element: HtmlElement) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    return element.get("hidden") is not None or "display:none" in style


def _without_empty_headings(places: Places, kept: list[bool]) -> None:
    """A heading whose text is gone goes with it; one at the end heads nothing.

    Where a box only stands between a heading and its text, the heading stays: it stands where the
    paragraphs do.
    """
    blocks, elements = places.blocks, places.elements
    parents = {
        element.getparent()
        for element, block, stays in zip(elements, blocks, kept, strict=True)
        if stays and element is not None and block.kind == "text"
    }
    follows = later = False
    for at in reversed(range(len(blocks))):
        if blocks[at].kind != "heading":
            follows = kept[at]
            later = later or follows
        elif kept[at]:
            element = elements[at]
            beside = element is not None and element.getparent() in parents
            kept[at] = follows or (later and beside)
            later = kept[at] and later
