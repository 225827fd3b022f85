"""The words that name a quotation's speaker, put right where the grammar of its frame is plain.

The network sees each word by itself and now and then takes the wrong noun of a frame. In articles
that it had not seen, the words overlap with the annotated ones in 654 instead of 623 of 758
indirect quotations, and in 284 instead of 273 of 348 direct ones (models/de_wortlaut/README.md).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.nlp.german.determiners import is_oblique
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.phrases.sources import possible_sources
from tasks.nlp.quotations.altering import Altering, altered
from tasks.nlp.quotations.speaker_bounds import spoken_by, whole_phrase
from tasks.nlp.quotations.speaker_words import is_in, tokens_of, words_for_speaker
from tasks.nlp.quotations.subjects import is_nearer, kin_of, may_speak, subject_of, verbs_of

_SUBJECT = "nsubj"
# Verbs whose subject passes on what another said, or that have none.
_OTHERS = ("zitieren", "heißen")
_SO = "so"
_NOMINATIVE = word_class("nominative_pronoun")
_DETERMINERS = ("ART", "PDAT", "PPOSAT")
_RELATIVE = "PRELS"
_SOURCED = ("indirect", "reported")


def with_speaker(doc: Doc, quotation: Quotation) -> Quotation:
    """The quotation, with other words for its speaker where those that it has cannot be right."""
    return altered(SPEAKER_PHRASES, doc, altered(SPEAKER_WORDS, doc, quotation))


def _by_so(doc: Doc, quotation: Quotation) -> Quotation | None:
    noun = _after_so(doc, quotation)
    if noun is None:
        return None
    right = any(noun.i in (token.i, token.head.i) for token in words_for_speaker(doc, quotation))
    other = (*quotation.spans, *quotation.cue_spans)
    return quotation if right else spoken_by(quotation, noun, other)


def _by_source(doc: Doc, quotation: Quotation) -> Quotation | None:
    noun = _source_of(doc, quotation) if quotation.type in _SOURCED else None
    if noun is None:
        return None
    right = any(token.i == noun.i for token in words_for_speaker(doc, quotation))
    return quotation if right else spoken_by(quotation, noun, ())


def _by_subject(doc: Doc, quotation: Quotation) -> Quotation | None:
    verbs = list(verbs_of(doc, quotation))
    if not verbs:
        return None
    if any(verb.lemma_ in _OTHERS for verb in verbs):
        return quotation
    said = words_for_speaker(doc, quotation)
    subjects = [(verb, subject_of(verb, quotation.spans)) for verb in verbs]
    found = [(verb, one) for verb, one in subjects if one is not None and may_speak(one)]
    if not found or (not said and quotation.type != "direct"):
        return quotation
    kin = {relative.i for verb in verbs for relative in kin_of(verb)}
    right = any(
        (token.dep_ == _SUBJECT and token.head.i in kin and not is_oblique(token))
        or token.lower_ in _NOMINATIVE
        or is_source(token)
        or any(token.i == subject.i for _, subject in found)
        or any(is_nearer(token, subject, verb) for verb, subject in found)
        for token in said
    )
    return quotation if right else spoken_by(quotation, found[0][1], quotation.spans)


def _after_so(doc: Doc, quotation: Quotation) -> Token | None:
    """The noun of ", so die Ministerin"."""
    for word in tokens_of(doc, quotation.cue_spans):
        if word.lower_ == _SO and word.i + 1 < len(doc):
            for token in doc[word.i + 1 : word.sent.end]:
                if token.pos_ in ("NOUN", "PROPN"):
                    whole = word.i - 1 <= token.left_edge.i <= word.i + 1
                    return token if whole and not is_oblique(token) else None
                if token.tag_ not in (*_DETERMINERS, "ADJA"):
                    break
    return None


def _source_of(doc: Doc, quotation: Quotation) -> Token | None:
    """The noun of the source in its sentences: of several that of the quotation's own cue."""
    hull = tokens_of(doc, [(quotation.spans[0][0], quotation.spans[-1][1])])
    if not hull:
        return None
    found = list(possible_sources(doc, hull[0].sent.start, hull[-1].sent.end))
    found.sort(key=lambda pair: not is_in(pair[0], quotation.cue_spans))
    return found[0][1] if found and found[0][1].tag_ != _RELATIVE else None


SPEAKER_WORDS: tuple[Altering, ...] = (
    Rule("subject_speaks", _by_subject, "the subject of the cue speaks, of a passive its agent"),
    Rule("so_speaks", _by_so, "the noun behind 'so' speaks"),
    Rule("source_speaks", _by_source, "the noun of a source without a verb speaks"),
)
"""The first that has something to say decides."""
SPEAKER_PHRASES: tuple[Altering, ...] = (
    Rule("whole_phrase", whole_phrase, "words of a speaker reach from article to noun"),
)
"""The first that has something to say decides."""
