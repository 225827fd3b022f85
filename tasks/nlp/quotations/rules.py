"""Quotations that a rule is sure of, where the network has seen too few to learn from.

Headlines ("Polizei: Fahrer war zu schnell"), interviews ("Brandt: Wir öffnen im Mai."), a closing
mark without its opening one before a frame, what is quoted within direct speech, and sentences
that name their source ("Laut Polizei war die Straße vereist.").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby

import numpy as np
from spacy.tokens import Doc

from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.blocks import blocks_of
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import QuoteType
from tasks.nlp.phrases.clauses import find_cues
from tasks.nlp.phrases.sources import source_phrases
from tasks.nlp.quotations.candidates import Candidate, Overlaps, WordSpan, shared_of_both
from tasks.nlp.quotations.features import Words
from tasks.text.marks import stray_closings

WITHIN = "quoted_within"
"""The rule that finds what is quoted within direct speech."""
# As sure as a candidate of the network that is right nine times out of ten.
_SURE = 3.0
# A label before a colon: so many words at most.
_LONGEST_LABEL = 6
_LABEL = re.compile(r"([^\s:\"„“»«][^:\n\"„“»«]{0,60}):\s+(?=\S)")
_TURNS = 2
_NO_ANSWERS = ("headline", "subheading", "interview_question", "ticker_entry")
_ENDS_SENTENCE = (".", "!", "?")
_CLOSING = "\"“”«»‘’‹›'"
_NEARLY_THE_SAME = 0.8
# A verb of saying stands so few words before what it announces without a colon.
_ANNOUNCING = 3
# A passage within direct speech is spoken, and no term, from so many words on.
_SPOKEN = 3


@dataclass(frozen=True, slots=True)
class Ruled:
    """A candidate by rule; `speaker` is known where the layout names one.

    `instead` is what was found of nearly the same words, of a type that the rule knows better.
    """

    candidate: Candidate
    speaker: WordSpan | None = None
    instead: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Addition(Rule[Callable[["Reader", Sequence[Candidate]], Iterable[Ruled]]]):
    """A rule that adds quotations, given those of the rules before it.

    Unless it `overlaps`, what has words in common with something found earlier is left out.
    """

    overlaps: bool = False


def ruled(doc: Doc, words: Words, found: Sequence[Candidate]) -> list[Ruled]:
    """What the rules add to what was found, by each rule in turn."""
    reader = Reader(doc, words, found)
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

    def headlines(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """`Ministerin Behrens: „Wir senken die Steuern“`, `Polizei: Fahrer war zu schnell`."""
        for block in self.blocks:
            line = self.text[block.start : block.end]
            alone = len(self.blocks) == 1 and "\n" not in line and not line.endswith(_ENDS_SENTENCE)
            label = _LABEL.match(line)
            if label is None or not (alone or block.kind in ("headline", "subheading")):
                continue
            speaker = self.words.between(block.start, block.start + label.end(1))
            said = self.words.between(block.start + label.end(), block.end)
            if self._utters(speaker) and said[1] - said[0] > 1:
                marked = any(one.start == self.words.starts[said[0]] for one in self.words.marks)
                kind: QuoteType = "direct" if marked else "indirect"
                yield Ruled(Candidate(kind, (said,), _SURE), speaker)

    def interviews(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """Paragraphs that begin with who speaks, turn by turn, or after a question."""
        blocks = self.blocks
        labels = [_LABEL.match(self.text, block.start, block.end) for block in blocks]
        turns = Counter(label[1] for label in labels if label is not None)
        for number, (block, label) in enumerate(zip(blocks, labels, strict=True)):
            if block.kind in _NO_ANSWERS:
                continue
            answer = block.kind == "interview_answer"
            asked = number > 0 and self.text.endswith("?", 0, blocks[number - 1].end)
            speaker = label and self.words.between(label.start(1), label.end(1))
            if speaker is not None and not self._is_label(speaker):
                speaker = None
            said = self.words.between(label.end() if label and speaker else block.start, block.end)
            if answer or (label and speaker and (asked or turns[label[1]] >= _TURNS)):
                yield Ruled(Candidate("direct", (said,), _SURE), speaker)

    def unopened(self, _: Sequence[Candidate]) -> list[Ruled]:
        """`Das ist nicht hinnehmbar“, sagte der Sprecher`: from the start of the sentence."""
        return self._unopened

    def unopened_instead(self, _: Sequence[Candidate]) -> Iterator[Ruled]:
        """The same, where it was found as something else than direct."""
        overlaps = Overlaps(one for one in self.found if one.type != "direct")
        for one in self._unopened:
            for other in overlaps.with_words_of(one.candidate):
                if shared_of_both(one.candidate.spans, other.spans) > _NEARLY_THE_SAME:
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
                yield Ruled(Candidate("direct", ((int(first), mark + 1),), _SURE))

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
                if sum(stop - start for start, stop in said) >= _SPOKEN:
                    yield Ruled(Candidate("indirect", said, _SURE))

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
            said = self.text[marked.start : marked.end].strip(_CLOSING + "„‚")
            announced = self._is_announced(marked.start, span[0])
            spoken = said.endswith(_ENDS_SENTENCE) and len(said.split(None, _SPOKEN)) >= _SPOKEN
            if inside and (span,) not in known and (announced or spoken):
                yield Ruled(Candidate("direct", (span,), _SURE))

    def _is_announced(self, at: int, word: int) -> bool:
        """Whether a colon, or a verb of saying, stands right before a mark, which is this word."""
        if self.text[_end_before(self.text, at) - 1] == ":":
            return True
        first = int(np.searchsorted(self.words.sentences, self.words.sentences[word]))
        before = range(max(first, word - _ANNOUNCING), word)
        return bool(find_cues(self.doc, [int(self.words.tokens[one]) for one in before]))

    def _is_label(self, span: WordSpan) -> bool:
        """Whether words may be a speaker's label: few, the first with a capital, none a verb."""
        tokens = [self.doc[int(self.words.tokens[word])] for word in range(*span)]
        return (
            0 < len(tokens) <= _LONGEST_LABEL
            and tokens[0].text[:1].isupper()
            and not any(token.pos_ in ("VERB", "AUX") for token in tokens)
        )

    def _utters(self, span: WordSpan) -> bool:
        """Whether a label names somebody who makes statements, and no topic."""
        if not self._is_label(span):
            return False
        tokens = [self.doc[int(self.words.tokens[word])] for word in range(*span)]
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
        Reader.unopened_instead,
        "what was taken for something else is direct where it closes a mark before a frame",
        overlaps=True,
    ),
    Addition("interview", Reader.interviews, "a paragraph is said by the label before its colon"),
    Addition("headline", Reader.headlines, "a headline is said by whom it names before a colon"),
    Addition("closing_mark", Reader.unopened, "a mark that closes before a frame ends a quotation"),
    Addition("source", Reader.sourced, "a sentence that names its source says what that said"),
    Addition(
        WITHIN,
        Reader.within,
        "marks in direct speech are a quotation where they speak",
        overlaps=True,
    ),
)
"""Each adds to what those before it have found, where nothing stands yet or it may overlap."""
