"""Where on the page each block of the text stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from tasks.read.page.blocks import Block
from tasks.read.page.wordlists import words_of

# Elements that hold a paragraph's words directly.
LEAVES = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th", "dd", "dt", "div"),
    *("section", "article", "span", "figcaption", "summary", "header", "main"),
)
_BLOCKS = frozenset(LEAVES) - {"span"} | {"ul", "ol", "table", "figure", "aside", "nav", "footer"}
# So many letters tell one paragraph from another.
_KEY = 60
# Hyphens and spaces that are not seen; the extraction may leave them out.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
# A name on containers of more of the words than this says nothing about any of them.
_COMMON_SHARE = 0.3
# The text's root is the innermost element that holds this share of its words.
_ROOT_SHARE = 0.7
_TOKENS = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])")
# Where systems say what an element is.
_ATTRIBUTES = frozenset(
    (
        *(
            "class",
            "id",
            "role",
            "itemtype",
            "aria-label",
            "data-component",
            "data-testid",
            "data-type",
        ),
        *("data-module", "data-tracking", "data-area", "data-ct-area", "data-name", "data-block"),
        "data-widget",
    )
)


def key_of(text: str) -> str:
    """By what a paragraph is found again: its first letters, without case and white space."""
    return letters_of(text[: 3 * _KEY])[:_KEY]


def letters_of(text: str) -> str:
    """All letters of a text, as `key_of` has the first."""
    return "".join(text.translate(_UNSEEN).split()).casefold()


def words_in(text: str) -> int:
    """The number of words, divided by white space."""
    return len(text.split())


def _begins(block: Block) -> str:
    """The key of a block; of a table's row that of its first cell."""
    return key_of(block.text.split("; ")[0] if block.kind == "cell" else block.text)


class Places:
    """The element of each block, and the innermost element around most of them."""

    def __init__(self, tree: HtmlElement, blocks: Sequence[Block]) -> None:
        self.tree = tree
        self.blocks = blocks
        self._links: dict[HtmlElement, float] = {}
        self._within: dict[HtmlElement, int] = {}
        self._names: dict[HtmlElement, frozenset[str]] = {}

    @cached_property
    def _candidates(self) -> dict[str, list[HtmlElement]]:
        """Elements by the keys of their text, and of each line in it."""
        found: dict[str, list[HtmlElement]] = {}
        for element in self.tree.iter(*LEAVES):
            if any(child.tag in _BLOCKS for child in element) and not (element.text or "").strip():
                continue
            for line in _lines(element):
                if key := key_of(line):
                    found.setdefault(key, []).append(element)
        return found

    @cached_property
    def elements(self) -> list[HtmlElement | None]:
        """The element of each block; None where it is not found again.

        Of several with the same words (a teaser of the article itself) it is the innermost within
        the text's root.
        """
        keys = [_begins(block) for block in self.blocks]
        placed = {key: self._place(key) for key in dict.fromkeys(keys)}
        return [placed[key] for key in keys]

    def _place(self, key: str) -> HtmlElement | None:
        same = self._candidates.get(key, [])
        if len(same) > 1:
            inside = [one for one in same if self.is_inside(one)]
            return (inside or same)[-1]
        return same[0] if same else None

    @cached_property
    def root(self) -> HtmlElement:
        """The innermost element that holds most of the words of the blocks."""
        weights: dict[HtmlElement, int] = {}
        total = 0
        for block, words in zip(self.blocks, self.counts, strict=True):
            same = self._candidates.get(_begins(block), [])
            if not same:
                continue
            total += words
            for element in same[-1].iterancestors():
                weights[element] = weights.get(element, 0) + words
        root: HtmlElement = self.tree
        while inner := [one for one in root if weights.get(one, 0) >= _ROOT_SHARE * total > 0]:
            root = inner[0]
        return root

    def containers(self, element: HtmlElement) -> list[HtmlElement]:
        """The element and those around it, from the inside, below the text's root."""
        found: list[HtmlElement] = []
        one: HtmlElement | None = element
        while one is not None and one not in self._above:
            found.append(one)
            one = one.getparent()
        return found

    def is_inside(self, element: HtmlElement) -> bool:
        """Whether an element stands in the text's root, or is it."""
        return self.root in (element, *element.iterancestors())

    @cached_property
    def _above(self) -> set[HtmlElement]:
        return {self.root, *self.root.iterancestors()}

    @cached_property
    def counts(self) -> list[int]:
        """The number of words of each block."""
        return [words_in(block.text) for block in self.blocks]

    @cached_property
    def words(self) -> int:
        """The number of words of all blocks."""
        return sum(self.counts)

    @cached_property
    def _weights(self) -> dict[HtmlElement, int]:
        weights: dict[HtmlElement, int] = {}
        for count, element in zip(self.counts, self.elements, strict=True):
            for one in self.containers(element) if element is not None else ():
                weights[one] = weights.get(one, 0) + count
        return weights

    def share(self, container: HtmlElement) -> float:
        """The share of the blocks' words that stand in a container below the text's root."""
        return self._weights.get(container, 0) / self.words if self.words else 0.0

    @cached_property
    def common_names(self) -> frozenset[str]:
        """Names on containers of much of the text; they tell no box from the article."""
        counts: Counter[str] = Counter()
        for words, element in zip(self.counts, self.elements, strict=True):
            if element is not None:
                around = {name for one in self.containers(element) for name in self.names(one)}
                counts.update(dict.fromkeys(around, words))
        most = _COMMON_SHARE * self.words
        common = {name for name, count in counts.items() if count > most}
        return frozenset(common.union(*map(self.names, self._above)))

    def words_within(self, element: HtmlElement) -> int:
        """The number of words in an element."""
        if element not in self._within:
            self._within[element] = words_in(element.text_content())
        return self._within[element]

    def link_share(self, element: HtmlElement) -> float:
        """The share of an element's letters that stand in links."""
        # Asked for each of its lines: the number of its children is counted once.
        if element not in self._links:
            if not len(element) and element.tag != "a":
                return 0.0
            links = [link for link in element.iter("a") if link.get("href") is not None]
            whole = _length(element) if links else 0
            self._links[element] = sum(map(_length, links)) / whole if whole else 0.0
        return self._links[element]

    def names(self, element: HtmlElement) -> frozenset[str]:
        """The words of an element's class, id and the like, in lower case."""
        if not element.attrib:
            return frozenset()
        if element not in self._names:
            given = " ".join(value for name, value in element.items() if name in _ATTRIBUTES)
            tokens = frozenset(one.lower() for one in _TOKENS.findall(given))
            # Words that are written together, as "newsletterbox", stand in the list as they are.
            joined = frozenset(one.lower() for one in re.split(r"[^A-Za-z]+", given) if one)
            self._names[element] = tokens | joined
        return self._names[element]

    def marked(self, element: HtmlElement, *classes: str) -> frozenset[str]:
        """Those of an element's names that the list of marks has under one of the classes.

        Without those that much of the text stands under.
        """
        found = self.names(element) & words_of("marks", *classes)
        return found - self.common_names if found else found


def _lines(element: HtmlElement) -> Iterator[str]:
    if not len(element):
        yield element.text or ""
        return
    if element.find(".//br") is None:
        yield element.text_content()
        return
    lines = [""]
    for piece in _pieces(element):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    yield from lines


def _pieces(element: HtmlElement) -> Iterator[str | None]:
    for event in element.iter():
        if event.tag == "br":
            yield None
        elif isinstance(event.tag, str):
            yield event.text or ""
        if event is not element:
            yield event.tail or ""


def _length(element: HtmlElement) -> int:
    return len("".join(element.text_content().split()))
