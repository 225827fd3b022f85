import re
from pathlib import Path

from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS, Quotation
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks

_BRACKET = re.compile(r"⟦(\w+)(\+?) |⟧")
# Of forty, so many may be wrong.
_ALLOWED = 2

Expected = tuple[str, tuple[tuple[int, int], ...]]


def traps() -> list[str]:
    lines = (Path(__file__).parent / "traps.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unmarked(trap: str) -> tuple[str, list[Expected]]:
    """The text of a trap, and type and spans of its quotations."""
    trap = trap.replace("¶", "\n\n")
    text, at = "", 0
    opened: list[tuple[str, bool, int]] = []
    found: list[Expected] = []
    for bracket in _BRACKET.finditer(trap):
        text, at = text + trap[at : bracket.start()], bracket.end()
        if bracket[1]:
            opened.append((bracket[1], bool(bracket[2]), len(text)))
            continue
        kind, more, start = opened.pop()
        if more:
            found[-1] = (kind, (*found[-1][1], (start, len(text))))
        else:
            found.append((kind, ((start, len(text)),)))
    return text + trap[at:], found


def agree(quotation: Quotation, expected: Expected) -> bool:
    """One type, as many spans, and each off by no more than a mark or a full stop at its ends."""
    kind, spans = expected
    return (
        quotation.type == kind
        and len(quotation.spans) == len(spans)
        and all(
            abs(start - first) <= 1 and abs(end - last) <= 1
            for (start, end), (first, last) in zip(quotation.spans, spans, strict=True)
        )
    )


def is_right(nlp: Language, trap: str) -> bool:
    text, expected = unmarked(trap)
    found = list(QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text))))
    return len(found) == len(expected) and all(
        any(agree(quotation, one) for quotation in found) for one in expected
    )


def test_the_traps_are_forty_and_read_as_they_are_meant() -> None:
    assert len(traps()) == 40
    text, expected = unmarked("⟦direct „Wir ⟦direct ‚nie‘⟧“⟧, rief er.¶⟦direct+ „Doch!“⟧")
    assert text == "„Wir ‚nie‘“, rief er.\n\n„Doch!“"
    assert expected == [("direct", ((5, 10),)), ("direct", ((0, 11), (23, 30)))]


def test_hardly_a_trap_is_stepped_into(nlp: Language) -> None:
    wrong = [trap for trap in traps() if not is_right(nlp, trap)]
    assert len(wrong) <= _ALLOWED, "\n".join(wrong)
