"""What a page says of its article: JSON-LD before meta elements before what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from tasks.read.page import linked
from tasks.read.page.people import Writers, writers_of
from tasks.read.page.wordlists import in_order, words_of

_ENDS_SHORT = ("…", "...")
_BREAKS = re.compile(r"\s+[|\-–—•·:»]+\s+")
_AT_MOST = 40
_NAME = 4
_BYLINE = 10
_NO_DAY = ("0", "1970-01-01", "1900-", "null", "none")


class Head:
    """What stands about the article on its page, beside its text.

    `address` is where the page comes from, if that is known otherwise.
    """

    def __init__(self, tree: HtmlElement, address: str | None = None) -> None:
        self.tree = tree
        self.statements = linked.statements(tree)
        self.metas = _metas(tree)
        self.address = address

    @cached_property
    def article(self) -> linked.Statement:
        """What JSON-LD says of the page's article; empty where it says nothing."""
        return linked.article_in(self.statements, self._canonical, self.shown_title)

    def meta(self, *names: str) -> str | None:
        """The content of the first of these meta elements that has one."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def said(self, what: str) -> str | None:
        """The same, by what the names of the elements say (`words/metas.tsv`)."""
        return self.meta(*in_order("metas", what))

    @cached_property
    def url(self) -> str | None:
        """The article's own address."""
        given = [self._canonical, *linked.addresses(self.article), self.address]
        return next((one for one in given if one and _is_address(one)), None)

    @cached_property
    def _canonical(self) -> str | None:
        links = [
            one.get("href")
            for one in self.tree.iter("link")
            if (one.get("rel") or "").lower() == "canonical"
        ]
        for one in [*links[:1], self.said("address")]:
            whole = _joined(self.address, one) if one else None
            if whole and _is_address(whole):
                return whole
        return None

    @cached_property
    def outlet(self) -> str | None:
        """The paper, as the page calls it."""
        publisher = linked.resolved(self.article.get("publisher"), self.statements)
        names = [self.said("outlet"), linked.text_of(publisher)]
        names += [self.said("publisher")]
        return next((one for one in names if one and "://" not in one), None)

    @cached_property
    def shown_title(self) -> str:
        """The words of the first headline that is seen."""
        shown = [" ".join(one.text_content().split()) for one in self.tree.iter("h1")]
        return next((one for one in shown if one), "")

    @cached_property
    def title(self) -> str | None:
        """The headline, without the outlet's name."""
        for one in self._titles():
            title = self._without_outlet(" ".join((one or "").split()))
            if title.endswith(_ENDS_SHORT) and self._continues(title):
                return self.shown_title
            if title:
                return title
        return None

    def _titles(self) -> Iterator[str | None]:
        """What the page gives as its headline, the most certain first."""
        yield linked.text_of(self.article.get("headline") or self.article.get("name"))
        yield self.said("title")
        for one in self.tree.xpath("//*[@itemprop='headline']")[:1]:
            yield one.text_content()
        # The headline is often shown with a kicker, which the window's title lacks.
        window = self._without_outlet(" ".join((self.tree.findtext(".//title") or "").split()))
        if _plain(window) and _plain(window) in _plain(self.shown_title):
            yield window
        yield self.shown_title
        yield window

    def _continues(self, title: str) -> bool:
        """Whether the page shows the whole of a headline that was cut for search engines."""
        return self.shown_title.startswith(title.rstrip("….").strip())

    def _without_outlet(self, title: str) -> str:
        """Cut what names the outlet off the end, or off the beginning."""
        own = {_plain(one) for one in (self.outlet, self._host) if one}
        for _ in range(3):
            breaks = list(_BREAKS.finditer(title))
            if not breaks:
                break
            before, after = title[: breaks[-1].start()], title[breaks[-1].end() :]
            shown = _plain(self.shown_title)
            is_shown = _plain(before) in shown and _plain(title) not in shown
            bar = breaks[-1].group()
            if (before and is_shown) or _names(after, own) or _is_name_behind_bar(bar, after):
                title = before
            elif _names(title[: breaks[0].start()], own):
                title = title[breaks[0].end() :]
            else:
                break
        return title

    @cached_property
    def _host(self) -> str:
        host = urlsplit(self.url or "").hostname or ""
        return host.removeprefix("www.").rpartition(".")[0]

    @cached_property
    def published(self) -> str | None:
        """When it was published, as the page says it most exactly; not when it was changed."""
        first: str | None = None
        for one in self._dates():
            if not one or one.startswith(_NO_DAY):
                continue
            if first is None:
                first = one
            # A day alone gives way to a moment of that day.
            elif one.startswith(first):
                return one
            if len(first) > len("2024-01-01"):
                break
        return first

    def _dates(self) -> Iterator[str]:
        """What the page says about the day, the most certain first."""
        yield linked.text_of(self.article.get("datePublished"))
        for name in in_order("metas", "published"):
            yield from self.metas.get(name, ())[:1]
        for one in self.statements:
            if not linked.is_list(one):
                yield linked.text_of(one.get("datePublished"))
        yield from self._marked_dates()
        yield linked.text_of(self.article.get("dateCreated"))

    def _marked_dates(self) -> list[str]:
        """Moments of elements that say so: by itemprop, as `pubdate`, or the first after the h1."""
        said = self.tree.xpath("//*[@itemprop='datePublished']")
        said += self.tree.xpath("//time[@pubdate]")
        said += self.tree.xpath("(//h1/following::time[@datetime])[1]")
        said += self.tree.xpath("(//article//time[@datetime] | //main//time[@datetime])[1]")
        found = (one.get("datetime") or one.get("content") or one.text_content() for one in said)
        return [" ".join(one.split()) for one in found]

    @cached_property
    def writers(self) -> Writers:
        """Who wrote it."""
        said = linked.texts_of(linked.resolved(self.article.get("author"), self.statements))
        if not said:
            said = [
                one for name in in_order("metas", "authors") for one in self.metas.get(name, ())
            ]
        if not said:
            marked = self.tree.xpath("//*[@itemprop='author'] | //a[@rel='author']")
            said = [" ".join(one.text_content().split()) for one in marked[:8]]
        if not said:
            # The agency's note in the text's first line stays for the passes that read it.
            said = linked.texts_of(self.article.get("creator"))
        return writers_of(said or self._bylines(), self.outlet)

    def _bylines(self) -> list[str]:
        """Names in the first element that is called after authors, where no mark-up tells them."""
        called = words_of("marks", "author")
        for element in self.tree.iter("p", "span", "div", "a", "address", "li"):
            name = element.get("class") or ""
            if not name or called.isdisjoint(re.split(r"[^a-z]+", name.lower())):
                continue
            text = " ".join(element.text_content().split())
            if len(text.split()) <= _BYLINE:
                names = writers_of([text], self.outlet).authors
                return [one for one in names if _is_name(one)]
        return []

    @cached_property
    def section(self) -> str | None:
        """The part of the paper."""
        own = linked.text_of(self.article.get("articleSection"))
        return own or self.said("section") or None

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Keywords, each once."""
        said = linked.texts_of(self.article.get("keywords"))
        if not said:
            name = next((name for name in in_order("metas", "tags") if name in self.metas), "")
            said = list(self.metas.get(name, ()))
        parts = (part.strip() for one in said for part in re.split(r"[,;]", one))
        return tuple(dict.fromkeys(part for part in parts if part))[:_AT_MOST]

    @cached_property
    def descriptions(self) -> tuple[str, ...]:
        """Short texts that stand for the article elsewhere, often its lead."""
        said = [linked.text_of(self.article.get(key)) for key in ("description", "abstract")]
        said += [self.meta(name) or "" for name in in_order("metas", "description")]
        return tuple(dict.fromkeys(" ".join(one.split()) for one in said if one))

    @cached_property
    def body(self) -> str:
        """The text that JSON-LD gives of the article, without its paragraphs."""
        return linked.text_of(self.article.get("articleBody"))

    @cached_property
    def is_free(self) -> bool:
        """False where the page says that its article is for those who paid."""
        said: list[Any] = [self.article.get("isAccessibleForFree")]
        tier = (self.meta("article:content_tier") or "").lower()
        return not (any(map(linked.is_false, said)) or tier in ("locked", "metered"))

    @cached_property
    def is_article(self) -> bool:
        """Whether the page says that it is one."""
        kind = (self.meta("og:type") or "").lower()
        return bool(self.article) or kind in ("article", "newsarticle") or self._is_dated

    @property
    def _is_dated(self) -> bool:
        return any(name in self.metas for name in ("article:published_time", "datepublished"))

    @cached_property
    def is_list(self) -> bool:
        """Whether the page says that it lists articles, and does not say that it is one."""
        return not self.is_article and (
            any(map(linked.is_list, self.statements)) or self.meta("og:type") == "website"
        )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of meta elements by name, property or itemprop in lower case, in their order."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if content and (name := (meta.get(key) or "").strip().lower()):
                found.setdefault(name, []).append(content)
    return found


def _is_name(words: str) -> bool:
    """Whether words may be a person's full name."""
    parts = words.split()
    return 1 < len(parts) <= _NAME and parts[0][0].isupper() and parts[-1][0].isupper()


def _joined(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return ""


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _names(words: str, own: set[str]) -> bool:
    plain = _plain(words)
    return any(
        plain == one or (len(one) > 3 and one in plain and len(plain) < 3 * len(one)) for one in own
    )


def _is_name_behind_bar(bar: str, after: str) -> bool:
    """Whether a few words stand behind a bar, as only names of papers and sections do."""
    return "|" in bar and len(after.split()) <= _NAME
