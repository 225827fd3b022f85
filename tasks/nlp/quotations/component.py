"""Every quotation of an article: direct, indirect, free, reported, one within another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path

from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, Spans
from tasks.nlp.layers.readings import take_readings
from tasks.nlp.layers.vocabulary import Medium
from tasks.nlp.quotations.candidates import TYPES, Candidate, WordSpan
from tasks.nlp.quotations.crossings import without_crossings
from tasks.nlp.quotations.features import Words, words_of_doc
from tasks.nlp.quotations.marks import bounded
from tasks.nlp.quotations.neighbours import among_neighbours
from tasks.nlp.quotations.network import Parts, QuotationNetwork, Scores
from tasks.nlp.quotations.questions import with_asker
from tasks.nlp.quotations.region import Region, region_of
from tasks.nlp.quotations.rest import with_rest
from tasks.nlp.quotations.roles import Roles, belongs, medium_of, roles_of
from tasks.nlp.quotations.rules import ruled
from tasks.nlp.quotations.sense import by_frame
from tasks.nlp.quotations.spans import find_spans
from tasks.nlp.quotations.speaker_grammar import with_speaker

# From here on, two spans are taken for one quotation.
_TOGETHER = 0.5
# What is less likely right is left out; chosen on the development articles.
_LEAST = 0.3
_CALIBRATION = "calibration.json"

# For each type, the slope and the intercept of its confidence.
Calibration = dict[str, tuple[float, float]]


class Quotations:
    """Writes the quotations of a doc, in order of their first character.

    Reads what the encoder left, sentences, tags and names. Spans of a direct quotation include
    its marks. `calibration` has, for each type, the slope and the intercept that make a
    confidence of a candidate's sureness (Platt 1999).
    """

    def __init__(self, name: str = "wortlaut_quotations") -> None:
        self.name = name
        self.network = QuotationNetwork()
        self.calibration: Calibration = {}

    def fill(self, network: QuotationNetwork, calibration: Calibration) -> Self:
        """Take a trained network and what makes confidences of its scores."""
        self.network, self.calibration = network, calibration
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one doc."""
        found = [quotation for _, quotation in self.find(doc)]
        QUOTATIONS.write(doc, _nested(without_crossings(doc, found)))
        return doc

    def find(self, doc: Doc) -> list[tuple[Candidate, Quotation]]:
        """The quotations of a doc with the words that they were made of, without parents."""
        readings = take_readings(doc)
        words = words_of_doc(doc)
        scores = self.network.scores(words, readings)
        candidates = find_spans(scores.labels, self.network.transitions, words.sentences)
        candidates = bounded(candidates, words, doc.text)
        rules = ruled(doc, words, candidates)
        added = {one.candidate: one.speaker for one in rules}
        instead = {id(one.instead) for one in rules}
        others = [c for c in candidates if id(c) not in instead]
        read = {c: self._read(c, words, scores) for c in (*others, *added)}
        found = []
        # Words for a speaker that were put right, for what goes on in another sentence.
        put_right: dict[Spans, Spans] = {}
        for candidate in _joined(read):
            parts, region = read.get(candidate) or self._read(candidate, words, scores)
            roles = roles_of(parts, region)
            speaker = added.get(candidate)
            if speaker is not None:
                roles = replace(roles, speaker=(speaker,), frame=(speaker,))
            candidate = by_frame(candidate, roles, words)
            quotation = self._quotation(candidate, words, roles, medium_of(parts))
            if speaker is None:
                before, quotation = quotation, with_speaker(doc, quotation)
                if before.speaker_spans not in ((), quotation.speaker_spans):
                    put_right[before.speaker_spans] = quotation.speaker_spans
                quotation = with_asker(doc, with_rest(doc, quotation))
            if quotation.confidence >= _LEAST:
                found.append((candidate, quotation))
        return among_neighbours(found, put_right)

    def _read(self, candidate: Candidate, words: Words, scores: Scores) -> tuple[Parts, Region]:
        region = region_of(candidate.spans, words.sentences)
        return self.network.parts(scores.hidden, region, TYPES.index(candidate.type)), region

    def _quotation(
        self, candidate: Candidate, words: Words, roles: Roles, medium: Medium
    ) -> Quotation:
        slope, intercept = self.calibration.get(candidate.type, (1.0, 0.0))
        confidence = 1 / (1 + math.exp(-(slope * candidate.sureness + intercept)))

        def cut(spans: Iterable[WordSpan]) -> Spans:
            return tuple((int(words.starts[a]), int(words.ends[b - 1])) for a, b in spans)

        return Quotation(
            candidate.type,
            medium,
            cut(candidate.spans),
            cue_spans=cut(roles.cue),
            frame_spans=cut(roles.frame),
            speaker_spans=cut(roles.speaker),
            addressee_spans=cut(roles.addressee),
            confidence=round(confidence, 4),
            method=_method(roles),
            rules=candidate.rules,
        )

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write network and calibration into a folder."""
        folder = ensure_path(path)
        self.network.to_disk(folder)
        srsly.write_json(folder / _CALIBRATION, self.calibration)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote. Raises ValueError where it is damaged."""
        folder = ensure_path(path)
        return self.fill(
            QuotationNetwork().from_disk(folder), srsly.read_json(folder / _CALIBRATION)
        )

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Everything, as spaCy sends it to its processes."""
        packed: bytes = srsly.msgpack_dumps(
            {"network": self.network.to_bytes(), "calibration": self.calibration}
        )
        return packed

    def from_bytes(self, raw: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_bytes` wrote."""
        unpacked = srsly.msgpack_loads(raw)
        network = QuotationNetwork().from_bytes(unpacked["network"])
        return self.fill(network, unpacked["calibration"])

    def __getstate__(self) -> dict[str, Any]:
        """A session cannot cross to another process; the other side opens its own."""
        return {"name": self.name, "raw": self.to_bytes()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["name"])  # type: ignore[misc]
        self.from_bytes(state["raw"])


def _joined(read: Mapping[Candidate, tuple[Parts, Region]]) -> list[Candidate]:
    """The candidates, those that are one quotation in several spans as one."""
    ordered = sorted(read, key=lambda candidate: (candidate.type, candidate.spans))
    leader = list(range(len(ordered)))
    for number, one in enumerate(ordered):
        for other in range(number + 1, len(ordered)):
            two = ordered[other]
            if two.type != one.type or two.first > int(read[one][1].words[-1]):
                break
            if one.type != "direct" and two.first >= one.end and _together(one, two, read):
                leader[other] = leader[number]
    joined: dict[int, Candidate] = {}
    for number, candidate in enumerate(ordered):
        first = joined.get(leader[number])
        joined[leader[number]] = candidate if first is None else first.joined_with(candidate)
    return list(joined.values())


def _together(
    one: Candidate, two: Candidate, read: Mapping[Candidate, tuple[Parts, Region]]
) -> bool:
    """Whether each is likely the rest of the other, as far as it was read with it."""
    both = (belongs(*read[one], two.spans), belongs(*read[two], one.spans))
    likely = [how for how in both if how is not None]
    return bool(likely) and sum(likely) / len(likely) > _TOGETHER


def _nested(quotations: list[Quotation]) -> list[Quotation]:
    """In the order of the text, each with the least of those that it stands within as parent."""
    ordered = sorted(quotations, key=lambda q: (q.spans[0][0], -q.spans[-1][1], q.type == "direct"))
    found: list[Quotation] = []
    open_ones: list[int] = []
    for number, inner in enumerate(ordered):
        open_ones = [n for n in open_ones if ordered[n].spans[-1][1] > inner.spans[0][0]]
        around = [n for n in open_ones if _within(inner.spans, ordered[n].spans)]
        parent = min(around, key=lambda n: _length(ordered[n].spans), default=None)
        found.append(replace(inner, parent=parent))
        open_ones.append(number)
    return found


def _within(inner: Spans, outer: Spans) -> bool:
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _method(roles: Roles) -> str:
    """How the speaker was found: named by the frame, or taken over from words elsewhere."""
    if not roles.speaker:
        return "none"
    (start, end), *_ = roles.speaker
    return "frame" if any(s <= start and end <= e for s, e in roles.frame) else "continuation"


@Language.factory(
    "wortlaut_quotations",
    requires=[
        "doc._.readings",
        "doc.ents",
        "token.is_sent_start",
        "token.pos",
        "token.morph",
        "token.dep",
    ],
    assigns=["doc._.quotations"],
)
def make_quotations(nlp: Language, name: str) -> Quotations:
    """A finder of quotations without weights; they come from the model folder."""
    return Quotations(name)
