"""Marks of a copied text, put into the text as it came: white space is the original's."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from annotated.corpus.article import Article, MarkedBlock, Mention, Quotation, Span
from annotated.corpus.marks import MarkError

_CONTEXT = 30

Marked = TypeVar("Marked", Mention, MarkedBlock)


def realigned(article: Article, text: str) -> Article:
    """The article with `text` in place of its own, which may differ in white space alone.

    Raises MarkError with the first place where other characters differ.
    """
    if article.text == text:
        return article
    own = [place for place, sign in enumerate(article.text) if not sign.isspace()]
    other = [place for place, sign in enumerate(text) if not sign.isspace()]
    for here, there in zip(own, other, strict=False):
        if article.text[here] != text[there]:
            raise MarkError(
                f"the text differs: “{article.text[max(0, here - _CONTEXT) : here + _CONTEXT]}” "
                f"where the source has “{text[max(0, there - _CONTEXT) : there + _CONTEXT]}”"
            )
    if len(own) != len(other):
        raise MarkError(f"the text ends otherwise than the source: “{text[-_CONTEXT:]}”")
    moved = dict(zip(own, other, strict=True))

    def span(of: Span) -> Span:
        inside = [place for place in own if of[0] <= place < of[1]]
        return moved[inside[0]], moved[inside[-1]] + 1

    def placed(one: Marked) -> Marked:
        start, end = span((one.start, one.end))
        return replace(one, start=start, end=end)

    def parted(one: Quotation) -> Quotation:
        return replace(
            one,
            quote=tuple(map(span, one.quote)),
            speaker=tuple(map(span, one.speaker)),
            cue=tuple(map(span, one.cue)),
            frame=tuple(map(span, one.frame)),
            addressee=tuple(map(span, one.addressee)),
        )

    return replace(
        article,
        text=text,
        mentions=tuple(map(placed, article.mentions)),
        quotations=tuple(map(parted, article.quotations)),
        blocks=tuple(
            placed(one) for one in article.blocks if article.text[one.start : one.end].strip()
        ),
    )
