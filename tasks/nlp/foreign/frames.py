"""The frame of a direct quotation: the words around it that say who utters it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.vocabulary import Medium
from tasks.nlp.phrases.clauses import (
    FoundCue,
    find_cues,
    phrase_before,
    phrase_from,
    skip_adverbs,
)

_ACCORDING = word_class("reporting") | {"so", "nach"}
# A clause after the quotation must begin to speak of speaking within so many words.
_NEAR = 4
_OBJECT_DETERMINERS = word_class("object_determiner")


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens `start` to `end` of one sentence, outside of all quotations."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its tokens, the tokens of its cue, and those that name the speaker.

    `strength` between 0 and 1 says how surely these words belong to the quotation.
    """

    start: int
    end: int
    cue: tuple[int, ...]
    speaker: tuple[int, int] | None
    medium: Medium
    strength: float


def frame_after(doc: Doc, region: Region, *, ended: bool) -> Frame | None:
    """The frame that follows a quotation: `“, sagte die Ministerin`, `“, so der Sprecher`.

    Without a comma or dash it is one only where the quotation itself has `ended` its sentence.
    """
    start = _past_punctuation(doc, region.start, region.end)
    end = _clause_end(doc, start, region.end)
    if start >= end or (start == region.start and not ended):
        return None
    according = _according(doc, start, end)
    if according is not None:
        return _framed(region.start, end, according, strength=0.95)
    found = find_cues(doc, list(range(start, end)))
    near = [cue for cue in found if cue.index < start + _NEAR]
    if not near:
        return None
    cue = near[0]
    speaker = _after_cue(doc, cue.index, end) or _before_cue(doc, cue.index, start)
    return _framed(region.start, end, (_cue_tokens(cue), speaker, cue.cue.medium), strength=0.95)


def frame_before(doc: Doc, region: Region) -> Frame | None:
    """The frame that leads to a quotation: `Die Ministerin sagte:`, `Kern: `, `Laut Polizei `."""
    end = _before_opening(doc, region)
    if region.start >= end:
        return None
    found = find_cues(doc, list(range(region.start, end)))
    colon = doc[end - 1].text == ":"
    if found:
        cue = found[-1]
        clause = _clause_start(doc, cue.index, region.start)
        speaker = _subject(doc, cue.index, clause, end)
        if speaker is None and clause > region.start:
            speaker = _leading_phrase(doc, region.start, end)
        strength = 0.95 if colon or end - cue.index <= _NEAR else 0.8
        return _framed(
            region.start, end, (_cue_tokens(cue), speaker, cue.cue.medium), strength=strength
        )
    according = _according(doc, region.start, end)
    if according is not None:
        return _framed(region.start, end, according, strength=0.8)
    if colon:
        speaker = _leading_phrase(doc, region.start, end)
        return _framed(region.start, end, ((), speaker, "speech"), strength=0.7)
    return None


def frame_around(doc: Doc, before: Region, after: Region) -> Frame | None:
    """A cue elsewhere in the sentence: `hatte Weber den Plan für „tot“ erklärt`."""
    whole = [*range(before.start, before.end), *range(after.start, after.end)]
    found = find_cues(doc, list(range(after.start, after.end)))
    across = [cue for cue in find_cues(doc, whole) if cue.particle is not None]
    if across and across[0].index < before.end:
        # The verb stands before the quotation, its particle behind: wies als „haltlos“ zurück.
        cue = across[0]
        clause = _clause_start(doc, cue.index, before.start)
        speaker = _subject(doc, cue.index, clause, before.end) or _subject_before(doc, before)
        framed = (_cue_tokens(cue), speaker, cue.cue.medium)
        return _framed(before.start, before.end, framed, strength=0.75)
    if found:
        cue = found[0]
        clause = _clause_start(doc, cue.index, after.start)
        speaker = _after_cue(doc, cue.index, after.end)
        speaker = speaker or _subject(doc, cue.index, clause, after.end)
        speaker = speaker or _subject_before(doc, before)
        speaker = speaker or _leading_phrase(doc, before.start, before.end)
        start = clause - 1 if clause > after.start else after.start
        return _framed(start, after.end, (_cue_tokens(cue), speaker, cue.cue.medium), strength=0.75)
    for region in (after, before):
        for start in range(region.start, region.end):
            according = _according(doc, start, region.end)
            if according is not None:
                end = _clause_end(doc, start, region.end)
                return _framed(start, end, according, strength=0.75)
    return None


def _framed(
    start: int,
    end: int,
    found: tuple[tuple[int, ...], tuple[int, int] | None, Medium],
    *,
    strength: float,
) -> Frame:
    cue, speaker, medium = found
    return Frame(start, end, cue, speaker, medium, strength)


def _according(
    doc: Doc, start: int, end: int
) -> tuple[tuple[int, ...], tuple[int, int], Medium] | None:
    """`so NP`, `laut NP`, `nach Angaben NP`, beginning at token `start`."""
    word = doc[start].lower_
    if word not in _ACCORDING:
        return None
    if word == "nach":
        if start + 1 >= end or doc[start + 1].text not in word_class("stated_after_nach"):
            return None
        cue: tuple[int, ...] = (start, start + 1)
        begin = start + 2
        if begin < end and doc[begin].text == "von":
            begin += 1
    else:
        cue, begin = (start,), start + 1
        if word == "so" and begin < end and not _so_frames(doc, start):
            return None
    phrase = phrase_from(doc, skip_adverbs(doc, begin, end), end)
    return None if phrase is None else (cue, phrase, "speech")


def _so_frames(doc: Doc, start: int) -> bool:
    """`so` frames where a clause begins with it: after a comma, a dash or the quotation."""
    return start == 0 or not doc[start - 1].is_alpha


def _subject(doc: Doc, cue: int, clause: int, end: int) -> tuple[int, int] | None:
    """The subject of a verb of saying: before it in a main clause, else right behind it."""
    before = _before_cue(doc, cue, clause)
    if before is not None:
        return before
    return _after_cue(doc, cue, end) or _leading_phrase(doc, clause, cue)


def _subject_before(doc: Doc, region: Region) -> tuple[int, int] | None:
    """The person named first in a region: subjects come before objects."""
    for ent in doc.ents:
        if ent.label_ == "PER" and region.start <= ent.start and ent.end <= region.end:
            return phrase_before(doc, ent.end, region.start) or (ent.start, ent.end)
    return None


def _after_cue(doc: Doc, cue: int, end: int) -> tuple[int, int] | None:
    start = skip_adverbs(doc, cue + 1, end)
    if start < end and doc[start].lower_ == "sich":
        start = skip_adverbs(doc, start + 1, end)
    return _as_subject(doc, phrase_from(doc, start, end))


def _as_subject(doc: Doc, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    """The phrase, unless its determiner says that it is an object."""
    if phrase is not None and doc[phrase[0]].lower_ in _OBJECT_DETERMINERS:
        return None
    return phrase


def _before_cue(doc: Doc, cue: int, first: int) -> tuple[int, int] | None:
    """The phrase that reaches up to the verb or to an auxiliary and adverbs before it."""
    end = cue
    while end > first and (
        doc[end - 1].lower_ in word_class("before_cue") or skip_adverbs(doc, end - 1, end) == end
    ):
        end -= 1
    return _as_subject(doc, phrase_before(doc, end, first))


def _leading_phrase(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The phrase that a sentence begins with; a person named anywhere before `end` otherwise."""
    phrase = _as_subject(doc, phrase_from(doc, start, end))
    if phrase is not None and any(doc[i].ent_type_ in ("PER", "ORG") for i in range(*phrase)):
        return phrase
    return _nearest_person(doc, start, end) or phrase


def _nearest_person(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The last person named among these tokens; with the title words before the name."""
    for label in ("PER", "ORG"):
        named = [
            ent for ent in doc.ents if ent.label_ == label and start <= ent.start and ent.end <= end
        ]
        if named:
            name = named[-1]
            return phrase_before(doc, name.end, start) or (name.start, name.end)
    return None


def _cue_tokens(cue: FoundCue) -> tuple[int, ...]:
    return (cue.index,) if cue.particle is None else (cue.index, cue.particle)


def _past_punctuation(doc: Doc, start: int, end: int) -> int:
    while start < end and (doc[start].text in {",", "–", "-", "—"} or doc[start].is_space):
        start += 1
    return start


def _before_opening(doc: Doc, region: Region) -> int:
    end = region.end
    while end > region.start and doc[end - 1].is_space:
        end -= 1
    return end


def _clause_end(doc: Doc, start: int, end: int) -> int:
    """Where the framing clause ends: before the sentence's final mark."""
    for index in range(start, end):
        if doc[index].text in {".", "!", "?", ";"} and not doc[index].nbor(-1).ent_type_:
            return index
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in {".", "!", "?"}):
        end -= 1
    return end


def _clause_start(doc: Doc, index: int, first: int) -> int:
    for position in range(index - 1, first - 1, -1):
        if doc[position].text in {",", ";", ":", "–", "und", "aber"}:
            return position + 1
    return first
