"""What in quotation marks nobody uttered: titles, names, terms, words held at arm's length."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tasks.nlp.foreign.frames import Frame, Region
from tasks.nlp.german.verb_lists import cues
from tasks.nlp.german.wordlists import word_class, words_of

_WORKS = words_of("works")
_SUBJUNCTIVE = words_of("subjunctive")
_VERDICTS = word_class("verdict")
# How many words before the marks may name what they hold.
_REACH = 3


def holds_a_title(doc: Doc, first: int, since: int) -> bool:
    """Whether the words right before token `first` announce a title or a name.

    `im Film „…“`, `mit dem Namen „…“`, `die Aktion „…“`, `der sogenannte „…“`.
    """
    for index in range(first - 1, max(since, first - _REACH) - 1, -1):
        token = doc[index]
        if token.text == ":" or token.text == ",":
            return False
        if token.text in _WORKS or _compound(token):
            return index == first - 1 or not any(
                doc[i].is_alpha and doc[i].text[0].islower() for i in range(index + 1, first)
            )
    return False


def is_a_term(
    doc: Doc, words: Sequence[Token], before: int, after: int, frame: Frame | None
) -> bool:
    """Whether a single noun, or a name, in marks is a term being mentioned.

    A verdict quotes even one word: `nannte den Plan „Unsinn“`.
    """
    if len(words) > 1 and not (len(words) == 2 and _all_named(words)):
        return False
    if not all(word.text[:1].isupper() or word.like_num for word in words):
        return frame is None and len(words) == 1
    if frame is not None and frame.cue:
        lemma_is_verdict = any(_verdict(doc[index]) for index in frame.cue)
        previous = doc[before - 1].lower_
        introduced = before > 0 and previous in word_class("before_verdict")
        if lemma_is_verdict and (introduced or previous not in word_class("nominative_article")):
            return False
    ends = doc[after - 2].text if after >= 2 else ""
    spoken = ends in (".", "!", "?") or (before > 0 and doc[before - 1].text == ":")
    comma = after < len(doc) and doc[after].text == ","
    return not (
        frame is not None
        and (spoken or (comma and before == 0) or (comma and doc[before].is_sent_start))
    )


def speaks_subjunctive(doc: Doc, region: Region) -> bool:
    """Whether a finite verb of reported speech stands among the words of a region."""
    return any(doc[index].lower_ in _SUBJUNCTIVE for index in range(region.start, region.end))


def _compound(token: Token) -> bool:
    """`Reformprogramm`, `Kunstprojekt`: compounds of the nouns in the list."""
    word = token.text
    if not word[:1].isupper() or len(word) < 8:
        return False
    lower = word.lower()
    return any(
        len(noun) >= 4 and lower.endswith(noun.lower()) for noun in _WORKS if noun[0].isupper()
    )


def _all_named(words: Sequence[Token]) -> bool:
    return all(word.text.isupper() or word.like_num for word in words)


def _verdict(token: Token) -> bool:
    return any(cue.lemma in _VERDICTS for cue in cues().get(token.lower_, ()))
