"""Speakers of quotations that do not name theirs: who spoke before, or around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from tasks.nlp.chains import Chain
from tasks.nlp.found_speakers import Found, Method, again
from tasks.nlp.noun_phrases import finite_numbers
from tasks.nlp.quotation import Quotation
from tasks.nlp.speaker_words import heads_of, sentence_before

_PRONOUNS = {"er": "male", "sie": "female"}
_SUBJECT = "nsubj"
_PLURAL = "Plur"


class Carried:
    """Looks back in one doc.

    `places` say of a token which chain, and which of its mentions, it stands for.
    """

    def __init__(
        self,
        doc: Doc,
        chains: Sequence[Chain],
        places: Mapping[int, tuple[int, int]],
        named: Sequence[bool],
        genders: Sequence[str],
    ) -> None:
        self._doc = doc
        self._ents = doc.ents
        self._chains = chains
        self._places = places
        self._named = named
        self._genders = genders

    def taken_up(self, quotation: Quotation, before: Sequence[list[Found]]) -> list[Found]:
        """For a pronoun that means nobody else: the person who spoke last, where gender allows."""
        heads = [head for heads in heads_of(self._doc, quotation.speaker_spans) for head in heads]
        wanted = {_PRONOUNS[head.lower_] for head in heads if head.lower_ in _PRONOUNS}
        if len(heads) != 1 or len(wanted) != 1 or _PLURAL in finite_numbers(heads[0].head):
            return []
        last = next((found for found in reversed(before) if found), [])
        if len(last) != 1 or last[0].chain is None or not self._is_person(last[0].chain):
            return []
        fitting = self._genders[last[0].chain] in (*wanted, "unknown")
        return [again(last[0], "pronoun", sure=0.3)] if fitting else []

    def implied(
        self, number: int, quotations: Sequence[Quotation], before: Sequence[list[Found]]
    ) -> list[Found]:
        """Speakers of a quotation without words for them: those of what it stands in or follows."""
        quotation = quotations[number]
        if quotation.speaker_spans:
            return []
        start = quotation.spans[0][0]
        around = [
            other
            for other in range(number)
            if before[other] and quotations[other].spans[-1][1] >= quotation.spans[-1][1]
        ]
        if around and quotation.type == "direct":
            return [again(one, "implicit") for one in before[around[-1]]]
        if quotation.type not in ("direct", "indirect_free_indirect"):
            return []
        method: Method = "implicit" if quotation.type == "direct" else "continuation"
        earlier = [o for o in range(number) if quotations[o].spans[-1][1] <= start]
        sentence = sentence_before(self._doc, start)
        for other in reversed(earlier):
            if sentence is None or quotations[other].spans[-1][1] < sentence[0].idx:
                break
            if before[other]:
                return [again(one, method) for one in before[other]]
        if sentence is None or quotation.type != "direct":
            return []
        for token in sentence:
            if token.dep_ == _SUBJECT and token.i in self._places:
                chain, mention = self._places[token.i]
                if self._named[chain] and self._is_person(chain):
                    return [Found(chain, mention, None, "implicit", 0.5)]
        return []

    def _is_person(self, chain: int) -> bool:
        names = [m.name for m in self._chains[chain] if m.name is not None]
        return any(self._ents[name].label_ == "PER" for name in names)
