"""The closed vocabularies, each said once: code, tables, training and tests take them from here."""

from __future__ import annotations

from typing import Literal, get_args

Label = Literal["PER", "ORG", "LOC", "MISC"]
"""What kind of thing a name is of: person, organisation, place, other."""
LABELS: tuple[Label, ...] = get_args(Label)

QuoteType = Literal["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"]
"""How words are rendered."""
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)

Medium = Literal[
    "speech", "thought", "writing", "speech_thought", "speech_writing", "thought_writing"
]
"""Whether words were said, thought or written; two where it is open."""
MEDIA: tuple[Medium, ...] = get_args(Medium)

Factuality = Literal["said", "denied_saying", "hypothetical", "announced"]
"""Whether words were said: not at all, only if something were so, or only in time to come."""
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)

Role = Literal["quote", "cue", "frame", "speaker", "addressee"]
"""The parts of a quotation."""
ROLES: tuple[Role, ...] = get_args(Role)

PhraseKind = Literal["name", "nominal", "personal", "possessive", "demonstrative", "reflexive"]
"""What may refer to something: names, common nouns, and four kinds of pronouns."""
PHRASE_KINDS: tuple[PhraseKind, ...] = get_args(PhraseKind)

MentionKind = Literal["name", "nominal", "pronoun"]
"""The forms of a mention in the tables, which tell no pronouns apart."""
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

Gender = Literal["female", "male", "unknown"]
GENDERS: tuple[Gender, ...] = get_args(Gender)

GenderSource = Literal["pronoun", "address", "role", "first_name", "conflict", "none"]
"""What tells a person's gender in one article."""
GENDER_SOURCES: tuple[GenderSource, ...] = get_args(GenderSource)

Number = Literal["singular", "plural", "unknown"]

Definiteness = Literal["definite", "indefinite", "possessive", "demonstrative", "bare"]
"""What a determiner says: which one, any one, somebody's, this one, nothing."""

Method = Literal["frame", "continuation", "pronoun", "role", "group", "implicit"]
"""How a speaker was found in an article."""
METHODS: tuple[Method, ...] = get_args(Method)

Evidence = Literal["words", "verb", "own_words", "taken_up", "implied", "weighed"]
"""What a speaker was found by, in the order in which it is asked (`speakers/choice.py`).

Whom no rule found was `weighed` against all others (`speakers/network.py`).
"""
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
