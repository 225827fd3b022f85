"""What the rules for quotations ask of a doc and of what was found in it, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from tasks.nlp.layers.blocks import blocks_of
from tasks.nlp.quotations.candidates import Candidate, WordSpan
from tasks.nlp.quotations.features import Words
from tasks.text.article import Block

# As sure as a candidate of the network that is right nine times out of ten.
SURE = 3.0
NEARLY_THE_SAME = 0.8
ENDS_SENTENCE = (".", "!", "?")
CLOSING = "\"“”«»‘’‹›'"
# A passage in marks is spoken, and no term, from so many words on.
SPOKEN = 3
# A label before a colon: so many words at most.
_LONGEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class Ruled:
    """A candidate by rule; `speaker` is known where the layout names one.

    `instead` is what was found of nearly the same words, of a type or a speaker that the rule knows
    better.
    """

    candidate: Candidate
    speaker: WordSpan | None = None
    instead: Candidate | None = None


class Reader:
    """One doc and what was found in it, with what the rules ask of both.

    `taken` says of each word whether something holds that was found.
    """

    def __init__(self, doc: Doc, words: Words, found: Sequence[Candidate]) -> None:
        self.doc, self.words, self.found = doc, words, found
        self.text = doc.text
        self.blocks = blocks_of(doc)
        self.taken = np.zeros(len(words.tokens), dtype=bool)
        for candidate in found:
            for start, end in candidate.spans:
                self.taken[start:end] = True

    def tokens_of(self, span: WordSpan) -> list[Token]:
        """The tokens of a span of words."""
        return [self.doc[int(self.words.tokens[word])] for word in range(*span)]

    def is_label(self, span: WordSpan) -> bool:
        """Whether words may be a speaker's label: few, the first with a capital, none a verb."""
        tokens = self.tokens_of(span)
        return (
            0 < len(tokens) <= _LONGEST_LABEL
            and tokens[0].text[:1].isupper()
            and not any(token.pos_ in ("VERB", "AUX") for token in tokens)
        )

    def is_title(self, block: Block) -> bool:
        """Whether a block heads others, or is all of a text and no sentence."""
        line = self.text[block.start : block.end]
        alone = len(self.blocks) == 1 and "\n" not in line and not line.endswith(ENDS_SENTENCE)
        return alone or block.kind in ("headline", "subheading")
