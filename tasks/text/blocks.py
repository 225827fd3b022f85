"""An article's blocks: its paragraphs and what stands around them, and what each of it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.text.article import NOT_THE_ARTICLE, Block, BlockKind
from tasks.text.attached import parts_of
from tasks.text.block_cues import kind_by_words
from tasks.text.interviews import with_turns
from tasks.text.layout import kinds_by_layout
from tasks.text.learned_kinds import leave_out
from tasks.text.neighbours import kinds_by_neighbours
from tasks.text.paragraphs import spans_by_line
from tasks.text.signed import is_byline, is_credit, is_date_line, is_picture_credit
from tasks.text.tickers import ticker_entries
from tasks.text.unit import Unit
from tasks.text.wordlists import file_of

FILES = tuple(
    map(
        file_of,
        (
            "agencies",
            "block_cues",
            "block_weights",
            "credit_words",
            "date_words",
            "narration",
            "never_last",
            "no_place",
            "picture_sources",
            "signers",
            "turn_weights",
        ),
    )
)
"""What is read here: a version of what depends on blocks covers it."""

# So many paragraphs of a text may begin with a place: leads, captions, the first below them.
_OPENING_PARAGRAPHS = 4
_LONGEST_CAPTION = 400


def find_blocks(
    text: str, *, has_headline: bool = False, known: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """Blocks of the text in order; white space at a block's edges is outside it.

    With `has_headline` the first block is the headline. `known` are blocks of which the source of
    the text says what they are, in order and apart; that wins. Of the others each is looked at by
    itself first: its words, and the dates and names in it; then beside its neighbours. Of what
    nothing is told of by that, weights choose what is not the article, and the rest gets its kind
    by where it stands among the others. A text without a word has no block.
    """
    units = certain_units(text, has_headline=has_headline, known=known)
    leave_out(units)
    kinds_by_layout(units)
    return tuple(Block(unit.start, unit.end, unit.kind or "paragraph") for unit in units)


def certain_units(
    text: str, *, has_headline: bool = False, known: Sequence[Block] = ()
) -> list[Unit]:
    """The text's stretches, with the kinds that rules are certain of; what is left is learned."""
    units = list(_units(text, known))
    for number, unit in enumerate(units):
        if unit.kind is None and not (has_headline and number == 0):
            unit.kind = _kind_by_itself(unit.words)
    units = with_turns(list(ticker_entries(units)))
    # What asks somebody is no headline, though it was taken for one.
    if has_headline and units and units[0].kind != "interview_question":
        units[0].kind = "headline"
    units = list(_parted(text, units))
    kinds_by_neighbours(units)
    return units


def _units(text: str, known: Sequence[Block]) -> Iterator[Unit]:
    at = 0
    for block in (*known, None):
        until = len(text) if block is None else block.start
        for start, end in spans_by_line(text[at:until]):
            yield Unit(at + start, at + end, text[at + start : at + end])
        if block is not None:
            yield Unit(block.start, block.end, text[block.start : block.end], block.kind)
            at = block.end


def _kind_by_itself(words: str) -> BlockKind | None:
    if is_date_line(words):
        return "dateline"
    if is_byline(words):
        return "byline"
    if is_credit(words):
        return "credit"
    return kind_by_words(words)


def _parted(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, without what stands before and behind their own words, and that beside them."""
    prose = 0
    headed = True
    for unit in units:
        if unit.kind in NOT_THE_ARTICLE or unit.kind in ("headline", "kicker", "subheading"):
            yield unit
            headed = headed or unit.kind == "headline"
            continue
        opens = prose < _OPENING_PARAGRAPHS or headed
        headed = unit.is_short_line
        spoken = unit.kind in ("interview_question", "interview_answer")
        parts = parts_of(text, unit.start, unit.end, opens=opens and unit.is_prose, spoken=spoken)
        prose += unit.is_prose
        pictured = any(
            kind == "credit" and is_picture_credit(text[start:end]) for start, end, kind in parts
        )
        cut = False
        for start, end, kind in parts:
            part = Unit(start, end, text[start:end], kind or unit.kind, cut)
            cut = kind == "dateline"
            if part.kind is None and pictured and end - start <= _LONGEST_CAPTION:
                part.kind = "caption"
            yield part
