"""What candidates for the speaker of a quotation are told by, beside the encoder's vectors.

What the rules found is one of the features. Each column of a table holds the number of a value;
where two features say more together, a column has both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.layers.chains import ChainMention
from tasks.nlp.layers.vocabulary import LABELS, METHODS, QUOTE_TYPES
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.quotations.speaker_words import heads_of, tokens_of
from tasks.nlp.speakers.candidates import Candidate
from tasks.nlp.speakers.cue_arguments import speaking, who_speaks
from tasks.nlp.speakers.surroundings import Surroundings
from tasks.text.article import BlockKind

_WORDS = ("none", "pronoun", "other pronoun", "name", "the", "a", "bare", "other")
_BLOCKS = ("paragraph", "above", "interview_answer", "interview_question", "ticker_entry", "other")
_ABOVE = frozenset({"headline", "kicker", "lead", "subheading", "caption"})
_ANSWERS = ("none", "role", "one")
_KINDS = ("nobody", *LABELS)
_W, _B, _A, _T = len(_WORDS), len(_BLOCKS), len(_ANSWERS), len(QUOTE_TYPES)
_K, _M = len(_KINDS), len(METHODS) + 1
_FAR = (0, 1, 2, 4, 8)
_NEAR = (0, 1, 2, 4)
_D, _E = len(_FAR) + 2, len(_NEAR) + 2
_LIKELY = (-4.0, -2.5, -1.5, -0.7, 0.0, 1.0, 2.5)
_SHARES = (0.1, 0.25, 0.5, 0.75)
_RANKS = 6
_TURNS = 4
# So many quotations back somebody may have had a turn.
_REACH = 12
# Names of a chain whose vectors are read.
_NAMES = 12

SIZES = {
    # Of the quotation.
    "words and type": _W * _T,
    "block and frame": _B * 4,
    "nested and plural": 4,
    "answer": _A * _M,
    # Of the candidate beside it.
    "kind": _K,
    "in words": 8 * _W,
    "in frame": 3 * _K,
    "in quote": 3 * _T,
    "addressed": 2,
    "before": _D * _W,
    "blocks before": _E * _K,
    "subject before": 2 * _D,
    "after": _E * _W,
    "rank": _RANKS * _W,
    "turn and words": _TURNS * _W,
    "turn and type": _TURNS * _T * 2,
    "around": 3 * _T,
    "gender": 5,
    "called": 4 * _W,
    "picked": 2 * _M,
    "picked kind": 2 * _K,
    "picked answer": 2 * _A,
    "likely": (len(_LIKELY) + 2) * 2,
    "share": 5 * 2,
    "quoted": 5 * _B,
    "person": 4 * _W,
    "kind and words": _K * _W,
}
"""How many values each column may have."""

_GENDERS = {"Masc": "male", "Fem": "female"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One quotation with its candidates.

    `table` has shape (candidates, columns), in the order of SIZES. `head` is the token of the
    words for the speaker, or -1; `first` and `end` are tokens of the quotation; `names` and `near`
    have for each candidate the tokens of its names, and that of its nearest mention, or none.
    `barred` are those who are named among the words for the speaker, but beside what these hang on,
    and whom no rule found: "die Regierung Bush" is not Bush, nor "die Anwältin Webers" Weber.
    """

    candidates: tuple[Candidate, ...]
    table: NDArray[np.int64]
    head: int
    first: int
    end: int
    names: tuple[tuple[int, ...], ...]
    near: tuple[int, ...]
    barred: tuple[bool, ...]


def ask(of: Surroundings, number: int, among: Iterable[Candidate]) -> Asked:
    """The quotation of this number, with these candidates."""
    candidates = tuple(among)
    asked = _Question(of, number, [one.chain for one in candidates if one.chain is not None])
    near = [asked.nearest(one) for one in candidates]
    return Asked(
        candidates,
        np.array([asked.row(one) for one in candidates], dtype=np.int64),
        -1 if asked.head is None else asked.head.i,
        asked.first,
        asked.end,
        tuple(_names(of, one) for one in candidates),
        tuple(-1 if mention is None else mention.head for mention in near),
        tuple(not one.found and asked.is_beside(one.chain) for one in candidates),
    )


def _names(of: Surroundings, candidate: Candidate) -> tuple[int, ...]:
    """The heads of its names."""
    if candidate.chain is None:
        return ()
    chain = of.mentions[candidate.chain]
    names = tuple(one.head for one in chain if one.name is not None)
    return names[:_NAMES] or (chain[0].head,)


class _Question:
    """One quotation: what of it is the same for all candidates."""

    def __init__(self, of: Surroundings, number: int, chains: Sequence[int]) -> None:
        index = of.index
        self._of, self._number, self._chains = of, number, chains
        self.quotation = quotation = of.quotations[number]
        doc = index.doc
        span = doc.char_span(quotation.spans[0][0], quotation.spans[-1][1], alignment_mode="expand")
        self.first, self.end = (0, 0) if span is None else (span.start, span.end)
        self._sentence = index.sentence(self.first)
        self._last_sentence = index.sentence(max(self.first, self.end - 1))
        self._block = self._block_of(quotation.spans[0][0])
        self._words = tokens_of(doc, quotation.speaker_spans)
        self.head = self._head()
        self._words_kind = _WORDS.index(self._kind_of_words())
        self._type = QUOTE_TYPES.index(quotation.type)
        self._found = of.found[number]
        self._picked = {one.chain: one for one in self._found if one.chain is not None}
        self._answer = 2 if self._picked else int(bool(self._found))
        self._method = METHODS.index(self._found[0].method) + 1 if self._found else 0
        role = None if self.head is None else index.role_at.get(self.head.i)
        self._role = None if role is None else index.roles[role]
        self._wanted = set(self._genders())
        self._in_words = of.within(quotation.speaker_spans)
        self._in_frame = of.within(quotation.frame_spans)
        self._in_quote = of.within(quotation.spans)
        self._addressed = of.within(quotation.addressee_spans)
        self._ranks = self._ranked()
        self._turns, self._same_block = self._taken_turns()
        parent = quotation.parent
        self._around = (
            {one.chain for one in of.found[parent]} if parent is not None else frozenset()
        )
        self._likely = of.likely(self.head)
        self._most_likely = max(self._likely.values(), default=0.0)
        self._common = self._own_columns()

    def row(self, candidate: Candidate) -> list[int]:
        """The candidate's values, in the order of SIZES."""
        words, type_ = self._words_kind, self._type
        chain = candidate.chain
        if chain is None:
            nothing = [0] * (len(SIZES) - len(self._common) - 1)
            return [*self._common, *nothing, words]
        of = self._of
        kind = _KINDS.index(of.kinds[chain])
        mentions = of.mentions[chain]
        before = self._before(mentions)
        after = self._after(mentions)
        far, blocks, subject = self._distance(before)
        picked = self._picked.get(chain)
        method = 0 if picked is None else METHODS.index(picked.method) + 1
        turn = self._turns.get(chain, 0)
        score = self._likely.get(chain)
        likely = 0 if score is None else 1 + bisect_right(_LIKELY, score)
        is_best = score is not None and score == self._most_likely
        share = bisect_right(_SHARES, len(mentions) / of.count)
        quoted = of.quoted.get(chain, 0) / max(1, len(of.quotations))
        return [
            *self._common,
            kind,
            self._stands_for_words(chain) * _W + words,
            self._framed(chain) * _K + kind,
            min(_standing(self._in_quote.get(chain, ())), 2) * _T + type_,
            int(chain in self._addressed),
            far * _W + words,
            blocks * _K + kind,
            int(subject) * _D + far,
            after * _W + words,
            self._ranks.get(chain, 0) * _W + words,
            turn * _W + words,
            (turn * _T + type_) * 2 + int(chain in self._same_block),
            (0 if not self._around else 1 + (chain in self._around)) * _T + type_,
            self._gender(chain),
            self._called(chain) * _W + words,
            int(picked is not None) * _M + method,
            int(picked is not None) * _K + kind,
            int(picked is not None) * _A + self._answer,
            likely * 2 + int(is_best),
            share * 2 + int(self._is_above(mentions)),
            bisect_right(_SHARES, quoted) * _B + self._block_kind,
            self._person(chain) * _W + words,
            kind * _W + words,
        ]

    def nearest(self, candidate: Candidate) -> ChainMention | None:
        """The mention that is nearest to the quotation's beginning."""
        if candidate.chain is None:
            return None
        mentions = self._of.mentions[candidate.chain]
        place = bisect_left(mentions, self.first, key=lambda one: one.first)
        return min(
            mentions[max(0, place - 1) : place + 1], key=lambda one: abs(one.head - self.first)
        )

    def _own_columns(self) -> list[int]:
        quotation = self.quotation
        framed = 2 * bool(quotation.frame_spans) + bool(quotation.cue_spans)
        plural = any("Plur" in word.morph.get("Number", []) for word in self._words[:1])
        nested = quotation.parent is not None
        return [
            self._words_kind * _T + self._type,
            self._block_kind * 4 + framed,
            2 * nested + plural,
            self._answer * _M + self._method,
        ]

    def _genders(self) -> Iterator[str]:
        """What the pronouns among the words for the speaker, or the role, say of a person."""
        for word in self._words:
            if word.tag_ == "PPER" and not has_plural_verb(word):
                for gender in word.morph.get("Gender", []):
                    if gender in _GENDERS:
                        yield _GENDERS[gender]
        if self._role is not None and self._role.gender != "unknown":
            yield self._role.gender

    def _head(self) -> Token | None:
        doc, quotation = self._of.index.doc, self.quotation
        for heads in heads_of(doc, quotation.speaker_spans):
            return who_speaks(heads[0], quotation)
        return None if self._words else next(speaking(doc, quotation), None)

    def _kind_of_words(self) -> str:
        if not self._words or self.head is None:
            return "none" if not self._words else "other"
        head = self.head
        if head.pos_ == "PRON" or head.tag_.startswith("P"):
            third = head.tag_ == "PPER" and head.morph.get("Person", []) == ["3"]
            return "pronoun" if third else "other pronoun"
        if any(word.ent_type_ for word in self._words):
            return "name"
        if head.pos_ != "NOUN":
            return "other"
        if is_definite(head):
            return "the"
        return "a" if any(child.dep_ == "det" for child in head.children) else "bare"

    @property
    def _block_kind(self) -> int:
        kind: BlockKind | str = "paragraph"
        if self._block >= 0:
            kind = self._of.blocks[self._block].kind
        kind = "above" if kind in _ABOVE else kind
        return _BLOCKS.index(kind if kind in _BLOCKS else "other")

    def _block_of(self, character: int) -> int:
        return bisect_right(self._of.index.block_starts, character) - 1

    def is_beside(self, chain: int | None) -> bool:
        """Whether it stands in the words for the speaker, and not as what they hang on."""
        inside = () if chain is None else self._in_words.get(chain, ())
        return bool(inside) and not self._is_head(inside)

    def _stands_for_words(self, chain: int) -> int:
        """By what it stands in the words for the speaker, and whether as what they hang on."""
        inside = self._in_words.get(chain, ())
        return _standing(inside) * 2 + self._is_head(inside)

    def _is_head(self, inside: Sequence[ChainMention]) -> bool:
        head = self.head
        return head is not None and any(
            one.first <= head.i < one.end or one.head == head.i for one in inside
        )

    def _framed(self, chain: int) -> int:
        """How it stands in the frame: not, as a subject, as anything else."""
        addressed = self._addressed.get(chain, ())
        inside = [one for one in self._in_frame.get(chain, ()) if one not in addressed]
        doc = self._of.index.doc
        return (
            0 if not inside else 1 + any(doc[one.head].dep_.startswith("nsubj") for one in inside)
        )

    def _before(self, mentions: Sequence[ChainMention]) -> ChainMention | None:
        place = bisect_left(mentions, self.first, key=lambda one: one.first)
        return mentions[place - 1] if place else None

    def _after(self, mentions: Sequence[ChainMention]) -> int:
        place = bisect_left(mentions, self.end, key=lambda one: one.first)
        if place == len(mentions):
            return 0
        apart = self._of.index.sentence(mentions[place].first) - self._last_sentence
        return 1 + bisect_left(_NEAR, apart)

    def _distance(self, before: ChainMention | None) -> tuple[int, int, bool]:
        """Sentences and blocks back, as columns have them, and whether it is the subject there."""
        if before is None:
            return 0, 0, False
        index = self._of.index
        head = index.doc[before.head]
        sentences = self._sentence - index.sentence(before.first)
        blocks = self._block - self._block_of(index.doc[before.first].idx)
        return (
            1 + bisect_left(_FAR, sentences),
            1 + bisect_left(_NEAR, blocks),
            head.dep_.startswith("nsubj"),
        )

    def _ranked(self) -> dict[int, int]:
        """Persons by how recently they were mentioned, from 1."""
        last = {
            chain: before.first
            for chain in self._chains
            if self._of.kinds[chain] == "PER"
            and (before := self._before(self._of.mentions[chain])) is not None
        }
        ordered = sorted(last, key=lambda chain: -last[chain])
        return {chain: min(rank, _RANKS - 1) for rank, chain in enumerate(ordered, 1)}

    def _taken_turns(self) -> tuple[dict[int, int], set[int]]:
        """Who spoke in the last quotations with speakers, from 1; and who in the same block."""
        turns: dict[int, int] = {}
        same: set[int] = set()
        turn = 0
        for number in reversed(range(max(0, self._number - _REACH), self._number)):
            chains = {one.chain for one in self._of.found[number] if one.chain is not None}
            if not chains:
                continue
            turn += 1
            start = self._of.quotations[number].spans[0][0]
            for chain in chains:
                turns.setdefault(chain, turn)
                if self._block_of(start) == self._block:
                    same.add(chain)
            if turn == _TURNS - 1:
                break
        return turns, same

    def _gender(self, chain: int) -> int:
        if not self._wanted:
            return 0
        if self._of.kinds[chain] != "PER":
            return 1
        gender = self._of.index.genders[chain]
        return 2 if gender == "unknown" else 3 + (gender in self._wanted)

    def _called(self, chain: int) -> int:
        """Whether the article gives it the role of the words for the speaker, another one, none."""
        if self._role is None:
            return 0
        roles = self._of.index.roles_of.get(chain)
        return 1 if not roles else 2 + (self._role.role.head in roles)

    def _is_above(self, mentions: Sequence[ChainMention]) -> bool:
        """Whether it is named in the article's first block."""
        blocks = self._of.blocks
        return bool(blocks) and self._of.index.doc[mentions[0].first].idx < blocks[0].end

    def _person(self, chain: int) -> int:
        """0 for what is no person, then any, the first of several, the only one."""
        persons = self._of.persons
        if self._of.kinds[chain] != "PER":
            return 0
        return 3 if len(persons) == 1 else 2 if persons[0] == chain else 1


def _standing(mentions: Sequence[ChainMention]) -> int:
    """By what it stands there: by nothing, by a pronoun, by a noun, by a name."""
    return max(({"name": 3, "nominal": 2}.get(one.kind, 1) for one in mentions), default=0)


assert set(get_args(BlockKind)) >= set(_BLOCKS) - {"above", "other"}
