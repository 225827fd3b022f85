"""An article's blocks: what stands between blank lines, and what each of it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.text import block_rules as rules
from tasks.text.article import Block, BlockKind

# What a blank line may hold beside white space.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def find_blocks(text: str, *, has_headline: bool = False) -> tuple[Block, ...]:
    """Blocks of the text in order; white space at a block's edges is outside it.

    With `has_headline` the first block is the headline. A text without a word has no block.
    """
    spans = list(paragraph_spans(text))
    shorts = [_is_short_line(text[start:end]) for start, end in spans]
    interview = (
        sum(
            short and _ends_in(text[start:end], "?")
            for short, (start, end) in zip(shorts, spans, strict=True)
        )
        >= rules.INTERVIEW_QUESTIONS
    )
    kinds: list[BlockKind] = []
    for number, (start, end) in enumerate(spans):
        if number == 0 and has_headline:
            kinds.append("headline")
        elif _is_caption(text[start:end]):
            kinds.append("caption")
        elif shorts[number] and _may_head(text[start:end], interview=interview):
            kinds.append("subheading")
        else:
            kinds.append("paragraph")
    _take_back(kinds, text, spans)
    return tuple(Block(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True))


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans (characters) between blank lines, without the white space around them."""
    first = last = None
    offset = 0
    for line in text.split("\n"):
        if not _is_blank(line):
            if first is None:
                first = offset
            last = offset + len(line)
        elif first is not None and last is not None:
            yield _tight(text, first, last)
            first = last = None
        offset += len(line) + 1
    if first is not None and last is not None:
        yield _tight(text, first, last)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return start, end


def _is_blank(line: str) -> bool:
    return all(char.isspace() or char in _INVISIBLE for char in line)


def _is_short_line(block: str) -> bool:
    return (
        len(block) <= rules.SUBHEADING_LENGTH
        and "\n" not in block
        and len(block.split()) <= rules.SUBHEADING_WORDS
    )


def _ends_in(block: str, ends: str | tuple[str, ...]) -> bool:
    return block.endswith(ends) or block.rstrip(rules.CLOSING_MARKS).endswith(ends)


def _is_caption(block: str) -> bool:
    if len(block) > rules.CAPTION_LENGTH:
        return False
    if rules.CAPTION_SIGNS.search(block):
        return True
    if len(block) > rules.SHORT_CAPTION_LENGTH:
        return False
    finished = _ends_in(block, (".", "!", "?", ":"))
    if rules.WEAK_CAPTION_SIGNS.search(block):
        return not finished or block.count(". ") == 0
    return not finished and rules.UNFINISHED_CAPTION_SIGNS.search(block) is not None


def _may_head(block: str, *, interview: bool) -> bool:
    """Whether a short line may be a subheading, as far as it tells by itself."""
    if _ends_in(block, rules.NO_SUBHEADING_END) or rules.LIST_MARK.match(block):
        return False
    if not any(char.isalpha() for char in block):
        return rules.TICKER_TIME.fullmatch(block) is not None
    if block[0] in '("„»‚›“«' and block[-1] in rules.CLOSING_MARKS:
        return False
    if _ends_in(block, "?"):
        return not interview and rules.ASKED.search(block) is None
    return True


def _take_back(kinds: list[BlockKind], text: str, spans: Sequence[tuple[int, int]]) -> None:
    """A subheading heads something: runs of them are lists, and the last block heads nothing."""
    number = 0
    while number < len(kinds):
        if kinds[number] != "subheading":
            number += 1
            continue
        stop = number
        while stop < len(kinds) and kinds[stop] == "subheading":
            stop += 1
        follows = stop < len(kinds) and not rules.LIST_MARK.match(
            text[spans[stop][0] : spans[stop][0] + 8]
        )
        timed = any(rules.TICKER_TIME.match(text[start:end]) for start, end in spans[number:stop])
        if not follows or (stop - number >= rules.LIST_RUN and not timed):
            kinds[number:stop] = ["paragraph"] * (stop - number)
        number = stop
