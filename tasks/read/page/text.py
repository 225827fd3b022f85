"""The text of a page's article: what is extracted, without boxes, with what was missed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block, blocks_of
from tasks.read.page.boxes import article_only
from tasks.read.page.gaps import lead_of, with_gaps_filled
from tasks.read.page.head import Head
from tasks.read.page.places import Places, key_of, letters_of, words_in
from tasks.read.page.prose import prose_of, words_of_prose
from tasks.read.paragraph import Paragraph

# Less than this share of a page's prose, or of the text that it gives for machines: the extraction
# has gone wrong.
_TOO_LITTLE = 0.5
_ENOUGH = 80
_MORE = 1.5
# Lines above the text with who wrote it, and when.
_OPENING = 12
_FILLERS = 2
_OPENING_BLOCKS = 5
_MARKUP = re.compile(r"<(?:br|/?p|/?div|/h\d|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,300}>")


@dataclass(frozen=True, slots=True)
class Text:
    """The article's paragraphs; `lead` is the first of them, where the page shows it apart."""

    paragraphs: tuple[Paragraph, ...]
    lead: str | None

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(words_in(paragraph.text) for paragraph in self.paragraphs)


def text_of(head: Head) -> Text:
    """The text of the page's article, without its headline; no paragraph where there is none."""
    tree = head.tree
    blocks = _blocks(tree)
    said = _paragraphs_for_machines(head, least=2 * sum(len(block.text) for block in blocks))
    if _words(blocks) < _TOO_LITTLE * sum(map(words_in, said)):
        blocks = [Block(one) for one in said]
    places = Places(tree, blocks)
    if _is_beside_the_article(places) and (prose := prose_of(tree)):
        places = Places(tree, prose)
    kept = article_only(places, head.body)
    kept = with_gaps_filled(places, kept)
    kept = _without_opening(kept, head)
    lead = lead_of(places, kept, head.descriptions, head.title or "") if kept else None
    if lead is not None:
        kept = [Block(lead), *kept]
    else:
        lead = _first_if_described(kept, head)
    return Text(tuple(_paragraph(block, lead) for block in kept), lead)


def _paragraph(block: Block, lead: str | None) -> Paragraph:
    if block.kind == "heading":
        return Paragraph(block.text, "subheading")
    return Paragraph(block.text, "lead" if block.text == lead else None)


def _words(blocks: Sequence[Block]) -> int:
    return sum(words_in(block.text) for block in blocks)


def _blocks(tree: HtmlElement) -> list[Block]:
    """What the extraction gives; where that is little of the page's prose, what else finds more."""
    blocks = blocks_of(tree)
    if blocks and _words(blocks) >= _TOO_LITTLE * words_of_prose(tree):
        return blocks
    prose = prose_of(tree)
    enough = _TOO_LITTLE * _words(prose)
    if blocks and (_words(prose) < _ENOUGH or _words(blocks) >= enough):
        return blocks
    for others in (blocks_of(tree, precise=False), prose):
        if _words(others) >= max(enough, _MORE * _words(blocks)):
            return others
    return blocks


def _is_beside_the_article(places: Places) -> bool:
    """Whether most of the blocks lie outside of the one element that says it is the article.

    Where readers wrote much more than the article has, their letters may be taken for the text.
    """
    marked = [one for one in places.tree.iter("article") if one.find(".//h1") is not None]
    if len(marked) != 1:
        return False
    inside = sum(
        count
        for count, element in zip(places.counts, places.elements, strict=True)
        if element is not None and marked[0] in element.iterancestors()
    )
    return inside < _TOO_LITTLE * places.words


def _paragraphs_for_machines(head: Head, *, least: int) -> list[str]:
    """The paragraphs of a text that JSON-LD gives, if it has more characters than `least`."""
    body = head.article.get("articleBody")
    if not isinstance(body, str) or len(body) <= least:
        return []
    text = _TAG.sub(" ", _MARKUP.sub("\n", html.unescape(body)))
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _first_if_described(kept: Sequence[Block], head: Head) -> str | None:
    described = {key_of(one) for one in head.descriptions}
    return kept[0].text if kept and key_of(kept[0].text) in described else None


def _without_opening(kept: Sequence[Block], head: Head) -> list[Block]:
    """Without the headline, and lines with the authors' names or the date, above the text."""
    shown = {key_of(one) for one in (head.title, head.shown_title) if one}
    names = {word.casefold() for name in head.writers.authors for word in name.split()}
    names |= {word.casefold() for word in re.split(r"\W+", head.outlet or "")}
    title = letters_of(head.title or "")
    found: list[Block] = []
    for at, block in enumerate(kept):
        opening = at < _OPENING_BLOCKS
        if opening and (key_of(block.text) in shown or _is_byline(block.text, names)):
            continue
        # The headline as a heading of its own, with its kicker.
        if opening and block.kind == "heading" and title and title in letters_of(block.text):
            continue
        if opening and not found and _is_kicker(block):
            continue
        found.append(block)
    return found


def _is_kicker(block: Block) -> bool:
    """Whether a block above all others is the section's name, or the date."""
    words = words_in(block.text)
    return words <= _FILLERS + 1 and not block.text.endswith((".", "!", "?", ":", "“", "«"))


def _is_byline(text: str, names: set[str]) -> bool:
    """Whether a short line holds little but names of the authors, or numbers of a date."""
    words = list(_letters(text))
    if not words or len(words) > _OPENING or text.endswith((".", "!", "?", ":")):
        return False
    others = [word for word in words if word.casefold() not in names and not word.isdigit()]
    return len(others) <= _FILLERS and len(words) - len(others) >= 2


def _letters(text: str) -> Iterator[str]:
    return (word for word in re.split(r"\W+", text) if word)
