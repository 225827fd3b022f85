"""Noun phrases and verbs of saying, read off words without a parser.

German capitalises its nouns, and a newspaper's frames are short: "sagte ein Sprecher der
Polizei", "so die Ministerin", "Der Trainer hatte beklagt". That is as much grammar as the rules
for direct speech need.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.nlp.german.verb_lists import Cue, cues
from tasks.nlp.german.wordlists import ordered_class, word_class

_DETERMINERS = word_class("determiner")
_PRONOUNS = word_class("pronoun")
_PREPOSITIONS = word_class("preposition")
_SKIPPED = word_class("skipped")
_GENITIVE = word_class("genitive_article")
_ADJECTIVE_ENDINGS = ordered_class("adjective_ending")
# No noun phrase of a frame was found to be longer, in words.
_LONGEST_PHRASE = 12


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue at token `index`; its separated particle, if any, at token `particle`."""

    index: int
    cue: Cue
    particle: int | None = None


def find_cues(doc: Doc, tokens: list[int]) -> list[FoundCue]:
    """Verbs of saying among the tokens, in order; separable ones only with their particle."""
    found = []
    for position, index in enumerate(tokens):
        word = doc[index].text
        if word[:1].isupper() and position > 0 and not _starts_clause(doc[index]):
            continue
        for cue in cues().get(word.lower(), ()):
            if not cue.particle or cue.particle in word.lower():
                found.append(FoundCue(index, cue))
                break
            particle = _particle(doc, tokens[position + 1 :], cue.particle)
            if particle is not None:
                found.append(FoundCue(index, cue, particle))
                break
    return found


def phrase_from(doc: Doc, start: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase that begins at token `start` and ends before `limit`; None if none does.

    A pronoun, or determiner, adjectives and nouns, with genitives and names that belong to it.
    """
    limit = min(limit, start + _LONGEST_PHRASE, len(doc))
    if start >= limit:
        return None
    first = doc[start]
    if first.lower_ in _PRONOUNS and not _begins_noun(doc, start + 1, limit):
        return start, start + 1
    end = start
    if first.lower_ in _DETERMINERS:
        end += 1
    noun_end = _nouns(doc, end, limit, adjectives=end > start)
    if noun_end is None:
        return None
    end = noun_end
    while end < limit and doc[end - 1].ent_type_ != "PER":
        if doc[end].lower_ in _GENITIVE:
            longer = _nouns(doc, end + 1, limit, adjectives=True)
        elif doc[end].lower_ in ("von", "vom") and end + 1 < limit:
            begin = end + 2 if doc[end + 1].lower_ in _DETERMINERS else end + 1
            longer = _nouns(doc, begin, limit, adjectives=True)
        else:
            break
        if longer is None:
            break
        end = longer
    return start, end


def phrase_before(doc: Doc, end: int, first: int) -> tuple[int, int] | None:
    """The noun phrase between token `first` and token `end`, reaching up to `end`."""
    for start in range(max(first, end - _LONGEST_PHRASE), end):
        phrase = phrase_from(doc, start, end)
        if phrase is not None and phrase[1] == end:
            before = doc[start - 1].lower_ if start > first else ""
            return None if before in _PREPOSITIONS else phrase
    return None


def skip_adverbs(doc: Doc, start: int, limit: int) -> int:
    """The first token from `start` on that is no adverb of time or manner."""
    while start < limit and doc[start].lower_ in _SKIPPED:
        start += 1
    return start


def _nouns(doc: Doc, start: int, limit: int, *, adjectives: bool) -> int | None:
    """Token after a run of adjectives and nouns from `start`; None where there is no noun."""
    end = start
    while adjectives and end < limit and _like_adjective(doc[end]):
        end += 1
    if not _begins_noun(doc, end, limit):
        return None
    while end < limit and (_begins_noun(doc, end, limit) or _joins_name(doc, end, limit)):
        end += 1
    return end


def _begins_noun(doc: Doc, index: int, limit: int) -> bool:
    if index >= limit:
        return False
    token = doc[index]
    if token.ent_type_:
        return token.is_alpha or "-" in token.text or token.text.endswith(".")
    word = token.text
    return (
        word[:1].isupper()
        and word[:1].isalpha()
        and token.lower_ not in _PREPOSITIONS
        and token.lower_ not in _DETERMINERS
        and token.lower_ not in _PRONOUNS
        and token.lower_ not in _SKIPPED
        and (token.lower_ not in cues() or not _starts_clause(token))
    )


def _joins_name(doc: Doc, index: int, limit: int) -> bool:
    """`von der Leyen`, `Le Drian`: small words within a name."""
    return bool(doc[index].ent_type_) and doc[index].ent_iob_ == "I" and index < limit


def _like_adjective(token: Token) -> bool:
    word = token.text
    return (
        word[:1].islower()
        and word.endswith(_ADJECTIVE_ENDINGS)
        and len(word) > 3
        and word not in _PREPOSITIONS
        and word not in _SKIPPED
        and word not in cues()
    )


def _starts_clause(token: Token) -> bool:
    return bool(token.is_sent_start) or not token.nbor(-1).is_alpha


def _particle(doc: Doc, following: list[int], particle: str) -> int | None:
    """Where the separated particle stands: at the end of the same clause."""
    for index in following:
        if doc[index].text == particle:
            after = doc[index + 1] if index + 1 < len(doc) else None
            if after is None or not after.is_alpha or after.text in word_class("after_particle"):
                return index
        if doc[index].text in (".", ";", "!", "?"):
            return None
    return None
