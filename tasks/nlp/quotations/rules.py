"""Quotations that a rule is sure of, where the network has seen too few to learn from.

Headlines ("Polizei: Fahrer war zu schnell"), interviews ("Brandt: Wir öffnen im Mai."), a closing
mark without its opening one before a frame, what is quoted within direct speech, and sentences
that name their source ("Laut Polizei war die Straße vereist.").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby

import numpy as np
from spacy.tokens import Doc

from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import QuoteType
from tasks.nlp.phrases.clauses import find_cues
from tasks.nlp.phrases.sources import source_phrases
from tasks.nlp.quotations.answers import ANSWER, answers
from tasks.nlp.quotations.candidates import Candidate, Overlaps, WordSpan, shared_of_both
from tasks.nlp.quotations.features import Words
from tasks.nlp.quotations.reader import (
    CLOSING,
    ENDS_SENTENCE,
    NEARLY_THE_SAME,
    SPOKEN,
    SURE,
    Reader,
    Ruled,
)
from tasks.nlp.quotations.signatures import quoted_headlines, signed
from tasks.text.marks import stray_closings

WITHIN = "quoted_within"
"""The rule that finds what is quoted within direct speech."""
_LABEL = re.compile(r"([^\s:\"„“»«][^:\n\"„“»«]{0,60}):\s+(?=\S)")
# A verb of saying stands so few words before what it announces without a colon.
_ANNOUNCING = 3


@dataclass(frozen=True, slots=True)
class Addition(Rule[Callable[["Rules", Sequence[Candidate]], Iterable[Ruled]]]):
    """A rule that adds quotations, given those of the rules before it.

    Unless it `overlaps`, what has words in common with something found earlier is left out.
    """

    overlaps: bool = False


def ruled(doc: Doc, words: Words, found: Sequence[Candidate]) -> list[Ruled]:
    """What the rules add to what was found, by each rule in turn."""
    reader = Rules(doc, words, found)
    taken = reader.taken.copy()
    added: list[Ruled] = []
    for rule in ADDITIONS:
        for one in list(rule.apply(reader, [each.candidate for each in added])):
            start, end = one.candidate.first, one.candidate.end
            if not rule.overlaps:
                if start >= end or taken[start:end].any():
                    continue
                taken[start:end] = True
            added.append(replace(one, candidate=replace(one.candidate, rules=(rule.name,))))
    return added


class Rules(Reader):
    """The rules that tell quotations by marks, colons and sources."""

    def headlines(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """`Ministerin Behrens: „Wir senken die Steuern“`, `Polizei: Fahrer war zu schnell`."""
        for block in self.blocks:
            label = _LABEL.match(self.text[block.start : block.end])
            if label is None or not self.is_title(block):
                continue
            speaker = self.words.between(block.start, block.start + label.end(1))
            said = self.words.between(block.start + label.end(), block.end)
            if self._utters(speaker) and said[1] - said[0] > 1:
                marked = any(one.start == self.words.starts[said[0]] for one in self.words.marks)
                kind: QuoteType = "direct" if marked else "indirect"
                yield Ruled(Candidate(kind, (said,), SURE), speaker)

    def unopened(self, _: Sequence[Candidate]) -> list[Ruled]:
        """`Das ist nicht hinnehmbar“, sagte der Sprecher`: from the start of the sentence."""
        return self._unopened

    def unopened_instead(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """The same, where it was found as something else than direct."""
        overlaps = Overlaps(one for one in self.found if one.type != "direct")
        for one in self._unopened:
            for other in overlaps.with_words_of(one.candidate):
                if shared_of_both(one.candidate.spans, other.spans) > NEARLY_THE_SAME:
                    yield replace(one, instead=other)

    @cached_property
    def _unopened(self) -> list[Ruled]:
        return list(self._find_unopened())

    def _find_unopened(self) -> Iterator[Ruled]:
        for at in stray_closings(self.text, [(block.start, block.end) for block in self.blocks]):
            mark = int(np.searchsorted(self.words.ends, at, "right"))
            number = self.words.sentences[mark]
            first, end = np.searchsorted(self.words.sentences, [number, number + 1]).tolist()
            after = [int(self.words.tokens[word]) for word in range(mark + 1, end)]
            comma = mark + 1 < end and self.doc[after[0]].text in (",", "–", "-")
            if comma and mark - first >= 1 and find_cues(self.doc, after):
                yield Ruled(Candidate("direct", ((int(first), mark + 1),), SURE))

    def sourced(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """`Laut Polizei war die Straße vereist.`: a sentence of which nothing is taken."""
        numbers = self.words.sentences
        for number in np.unique(numbers):
            first, end = np.searchsorted(numbers, [number, number + 1]).tolist()
            if self.taken[first:end].any():
                continue
            tokens = self.words.tokens[first:end]
            phrase = next(source_phrases(self.doc, int(tokens[0]), int(tokens[-1]) + 1), None)
            if phrase is not None:
                inside = (tokens >= phrase[0]) & (tokens < phrase[1])
                said = tuple(self._said(first, np.flatnonzero(~inside).tolist()))
                if sum(stop - start for start, stop in said) >= SPOKEN:
                    yield Ruled(Candidate("indirect", said, SURE))

    def _said(self, first: int, others: Sequence[int]) -> Iterator[WordSpan]:
        """Runs of words, `others` counted from the first word, without marks at their ends."""
        for _, run in groupby(enumerate(others), lambda each: each[1] - each[0]):
            words = [first + number for _, number in run]
            while words and self._is_mark(words[-1]):
                words.pop()
            while words and self._is_mark(words[0]):
                words.pop(0)
            if words:
                yield words[0], words[-1] + 1

    def _is_mark(self, word: int) -> bool:
        return bool(self.doc[int(self.words.tokens[word])].is_punct)

    def within(self, added: Sequence[Candidate]) -> Iterator[Ruled]:
        """`„Er hat zu mir gesagt: ‚Komm sofort her!‘“`: one that speaks in what is spoken."""
        found = (*self.found, *added)
        known = {candidate.spans for candidate in found}
        direct = sorted(s for one in found if one.type == "direct" for s in one.spans)
        starts = [start for start, _ in direct]
        # The farthest end of those that begin no later.
        ends = list(accumulate((end for _, end in direct), max))
        for marked in self.words.marks:
            if marked.parent is None or len(marked.spans) > 1:
                continue
            span = self.words.between(marked.start, marked.end)
            before = bisect_right(starts, span[0])
            inside = before > 0 and span[1] <= ends[before - 1]
            said = self.text[marked.start : marked.end].strip(CLOSING + "„‚")
            announced = self._is_announced(marked.start, span[0])
            spoken = said.endswith(ENDS_SENTENCE) and len(said.split(None, SPOKEN)) >= SPOKEN
            if inside and (span,) not in known and (announced or spoken):
                yield Ruled(Candidate("direct", (span,), SURE))

    def _is_announced(self, at: int, word: int) -> bool:
        """Whether a colon, or a verb of saying, stands right before a mark, which is this word."""
        if self.text[_end_before(self.text, at) - 1] == ":":
            return True
        first = int(np.searchsorted(self.words.sentences, self.words.sentences[word]))
        before = range(max(first, word - _ANNOUNCING), word)
        return bool(find_cues(self.doc, [int(self.words.tokens[one]) for one in before]))

    def _utters(self, span: WordSpan) -> bool:
        """Whether a label names somebody who makes statements, and no topic."""
        if not self.is_label(span):
            return False
        tokens = self.tokens_of(span)
        nouns = tuple(noun.lower() for noun in words_of("utterers"))
        return any(
            token.ent_type_ in ("PER", "ORG")
            or (token.text[:1].isupper() and token.lower_.endswith(nouns))
            for token in tokens
        )


def _end_before(text: str, position: int) -> int:
    """Where the text before a position ends, without white space."""
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return position


ADDITIONS: tuple[Addition, ...] = (
    Addition(
        "closing_mark_instead",
        Rules.unopened_instead,
        "what was taken for something else is direct where it closes a mark before a frame",
        overlaps=True,
    ),
    Addition(
        "quoted_headline",
        quoted_headlines,
        "a headline that begins in marks is said by whom it names behind a colon",
        overlaps=True,
    ),
    Addition(
        "signed",
        signed,
        "a line in marks is said by whom it names behind a dash, in brackets, below",
        overlaps=True,
    ),
    Addition(ANSWER, answers, "a paragraph is said by the label before its colon"),
    Addition("headline", Rules.headlines, "a headline is said by whom it names before a colon"),
    Addition("closing_mark", Rules.unopened, "a mark that closes before a frame ends a quotation"),
    Addition("source", Rules.sourced, "a sentence that names its source says what that said"),
    Addition(
        WITHIN,
        Rules.within,
        "marks in direct speech are a quotation where they speak",
        overlaps=True,
    ),
)
"""Each adds to what those before it have found, where nothing stands yet or it may overlap."""
