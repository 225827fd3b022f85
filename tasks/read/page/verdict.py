"""Why a page is no article, in words for who keeps it."""

from __future__ import annotations

from lxml.html import HtmlElement

from tasks.read.page.head import Head
from tasks.read.page.places import key_of, words_in
from tasks.read.page.text import Text
from tasks.read.page.wordlists import words_of

# A page that does not say that it is an article needs so many words to be taken for one.
_LEAST = 40
# Pages of errors, logins and consent have little text.
_SHORT = 150
# A page with so many headings that are links, and more of them than paragraphs of prose, is a list.
_LISTED = 8
_PROSE = 25
# So many long paragraphs, without cards, are an article, whatever else its page links to.
_WHOLE = 4
# A paywall's page ends soon: so many words, or a share of those that the page says it has.
_CUT_WORDS = 200
_CUT_SHARE = 0.6

MISSING = "this is a page for what was not found (404), not an article; fetch the article again"
REFUSED = "the publisher refused to give the page; fetch the article again"
LOGIN = "this is a page to log in, not an article; save the article while you are logged in"
CONSENT = "this page asks for consent to cookies, and holds no article; agree, and save it again"
LISTING = "this page lists articles and is none itself; save the articles that it links to"
EMPTY = (
    "the page holds no text of an article; if a browser shows one, a script loads it: save the "
    "page from the browser"
)
TEASER = "the page holds only the teaser of an article for subscribers; save it with a subscription"
SHORT = "the page holds too few words for an article, and does not say that it is one"


def why_not(head: Head, text: Text) -> str | None:
    """The reason for which a page is no article; None where it is one."""
    if text.words < _SHORT and not head.is_article and (reason := _by_title(head)):
        return reason
    if not text.paragraphs:
        return CONSENT if _asks_for_consent(head) else LISTING if _lists(head) else EMPTY
    if not head.is_free and _is_teaser(text):
        return TEASER
    if head.is_article:
        return None
    if _lists(head) and sum(words_in(one.text) >= _PROSE for one in text.paragraphs) < _WHOLE:
        return LISTING
    if text.words < _LEAST:
        return CONSENT if _asks_for_consent(head) else SHORT
    return None


def remark_on(head: Head, text: Text) -> str | None:
    """What the owner should know of an article that was read: a paywall cuts it off."""
    if head.is_free:
        return None
    whole = head.article.get("wordCount")
    said = int(whole) if isinstance(whole, (int, str)) and str(whole).isdigit() else 0
    if text.words < max(_CUT_WORDS, _CUT_SHARE * said):
        return (
            "the page is one for subscribers and seems to hold the beginning of the article only; "
            "save it with a subscription"
        )
    return None


def _is_teaser(text: Text) -> bool:
    """Whether the page's description is all there is of the text."""
    rest = [one for one in text.paragraphs if key_of(one.text) != key_of(text.lead or "")]
    return text.lead is not None and not any(words_in(one.text) > 5 for one in rest)


def _by_title(head: Head) -> str | None:
    reasons = (("missing", MISSING), ("refused", REFUSED), ("login", LOGIN), ("consent", CONSENT))
    shown = [head.tree.findtext(".//title"), head.shown_title, head.title]
    titles = [" ".join(one.lower().split()) for one in shown if one]
    for kind, reason in reasons:
        for words in words_of("pages", kind):
            # As a whole, or beside the outlet's name.
            if any(_holds(title, words) for title in titles):
                return reason
    return None


def _holds(title: str, words: str) -> bool:
    before, found, after = title.partition(words)
    return bool(found) and not (before[-1:].isalnum() or after[:1].isalnum()) and (
        not before.strip() or not after.strip(" .!") or not before[-2:-1].isalnum()
    ) and words_in(title) <= words_in(words) + 4  # fmt: skip


def _asks_for_consent(head: Head) -> bool:
    cookie = words_of("pages", "cookie")
    for element in head.tree.iter("div", "section", "dialog", "form", "iframe", "script"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if any(word in names for word in cookie):
            return True
    return False


def _lists(head: Head) -> bool:
    """Whether headings that are links outnumber the paragraphs of prose."""
    linked = 0
    for heading in head.tree.iter("h1", "h2", "h3", "h4"):
        around = [one.tag for one in heading.iterancestors()]
        linked += "a" in around or heading.find(".//a[@href]") is not None
    prose = sum(map(_is_prose, head.tree.iter("p")))
    return (linked >= _LISTED and linked > prose) or (head.is_list and linked > prose)


def _is_prose(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is long, without links, and no teaser below its headline."""
    if words_in(paragraph.text_content()) < _PROSE or paragraph.find(".//a") is not None:
        return False
    around = [one for _, one in zip(range(2), paragraph.iterancestors(), strict=False)]
    return not any(one.tag in ("a", "li") or one.find("./h2") is not None for one in around)
