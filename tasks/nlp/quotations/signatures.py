"""Quotations in marks whom a line names behind them: in headlines, lists of voices, below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.nlp.quotations.candidates import Candidate, Overlaps, WordSpan, shared_of_both
from tasks.nlp.quotations.reader import (
    CLOSING,
    ENDS_SENTENCE,
    NEARLY_THE_SAME,
    SPOKEN,
    SURE,
    Reader,
    Ruled,
)
from tasks.text.marks import Marked

_BEHIND_HEADLINE = re.compile(r"\s*:\s+")
_BEHIND = re.compile(r"\s*(?:[-–—]+\s|\(|\n)\s*")
_LONGEST_SIGNATURE = 14


def quoted_headlines(reader: Reader, _: Sequence[Candidate]) -> Iterator[Ruled]:
    """`„Das war brutal“: Mia Kranz über ihr Comeback`."""
    for number, marked in _begun_in_marks(reader):
        block = reader.blocks[number]
        behind = _BEHIND_HEADLINE.match(reader.text, marked.end, block.end)
        if behind is not None and reader.is_title(block):
            yield from _uttered(reader, marked, behind.end(), block.end)


def signed(reader: Reader, _: Sequence[Candidate]) -> Iterator[Ruled]:
    """`„Der Elfmeter war keiner.“ – Pia Sander (Torhüterin)`, also on the next line.

    A line before a quotation may itself say who speaks, unless it signs what is before it.
    """
    blocks = reader.blocks
    signing = None
    for number, marked in _begun_in_marks(reader):
        block = blocks[number]
        if marked.end < block.end:
            behind = _BEHIND.match(reader.text, marked.end, block.end)
            if behind is not None and _is_signature(reader, behind.end(), block.end):
                yield from _uttered(reader, marked, behind.end(), block.end)
            continue
        before = blocks[number - 1] if number and signing != number - 1 else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if before is not None and _is_signature(reader, before.start, before.end):
            continue
        if after is not None and _is_signature(reader, after.start, after.end):
            signing = number + 1
            yield from _uttered(reader, marked, after.start, after.end)


def _begun_in_marks(reader: Reader) -> Iterator[tuple[int, Marked]]:
    """Numbers of blocks that begin with a quotation mark, and what stands in it."""
    at = {one.start: one for one in reader.words.marks if one.closed and len(one.spans) == 1}
    for number, block in enumerate(reader.blocks):
        if block.kind not in ("interview_question", "interview_answer") and block.start in at:
            yield number, at[block.start]


def _uttered(reader: Reader, marked: Marked, start: int, end: int) -> Iterator[Ruled]:
    """A quotation in marks, of whom a line names first; nothing where it names nobody."""
    speaker = _named(reader, start, end)
    said = reader.words.between(marked.start, marked.end)
    if speaker is None or said[0] >= said[1]:
        return
    candidate = Candidate("direct", (said,), SURE)
    near = Overlaps(reader.found).with_words_of(candidate)
    same = [one for one in near if shared_of_both((said,), one.spans) > NEARLY_THE_SAME]
    ends = reader.text[marked.start : marked.end].rstrip(CLOSING).endswith(ENDS_SENTENCE)
    if ends or same or said[1] - said[0] > SPOKEN:
        yield Ruled(candidate, speaker, next(iter(same), None))


def _named(reader: Reader, start: int, end: int) -> WordSpan | None:
    """The words of a line down to the end of the first person that it names."""
    first, last = reader.words.between(start, end)
    tokens = reader.tokens_of((first, last))
    while tokens and not tokens[0].is_alpha:
        first, tokens = first + 1, tokens[1:]
    named = next((n for n, token in enumerate(tokens) if token.ent_type_ == "PER"), None)
    if named is None:
        return None
    while named + 1 < len(tokens) and tokens[named + 1].ent_iob_ == "I":
        named += 1
    speaker = (first, first + named + 1)
    return speaker if reader.is_label(speaker) else None


def _is_signature(reader: Reader, start: int, end: int) -> bool:
    """Whether a line names somebody and says nothing."""
    line = reader.text[start:end]
    tokens = reader.tokens_of(reader.words.between(start, end))
    return (
        "\n" not in line
        and not line.endswith((*ENDS_SENTENCE, ":"))
        and len(tokens) <= _LONGEST_SIGNATURE
        and not any(token.pos_ in ("VERB", "AUX") or token.is_quote for token in tokens)
        and _named(reader, start, end) is not None
    )
