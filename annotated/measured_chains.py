"""How well a pipeline finds annotated chains: CoNLL F1, and pronouns that go back to the right one.

CoNLL F1 is the mean of MUC, B³ and entity-based CEAF, by the library scorch, over chains that hold
a name or a personal pronoun, and over those that hold a person's name. A mention is known by its
head, as in the shared tasks on CorefUD, since corpora differ about where a phrase ends; then by all
of its words, prepositions before it left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scorch.scores import b_cubed, ceaf_e, muc
from spacy.language import Language
from spacy.tokens import Doc

from annotated.chains import ChainedText, GoldMention
from annotated.docs import annotated_doc
from tasks.nlp.layers.chains import CHAINS, Chain, ChainMention
from tasks.nlp.phrases.noun_phrases import head_of

_BEFORE = ("APPR", "APPRART", "ADV")
_MEASURES: dict[str, Callable[..., tuple[float, float, float]]] = {
    "MUC": muc,
    "B³": b_cubed,
    "CEAF-e": ceaf_e,
}

Key = tuple[str, int, int]


@dataclass(slots=True)
class Measured:
    """Chains of the texts added so far, by what they hold and how mentions are known."""

    gold: dict[str, list[set[Key]]] = field(default_factory=dict)
    found: dict[str, list[set[Key]]] = field(default_factory=dict)
    # Personal pronouns that go back to the right chain, and all; those of persons, and all.
    pronouns: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def add(self, text: ChainedText, doc: Doc) -> None:
        """Measure one text."""
        labels = {token.i: ent.label_ for ent in doc.ents for token in ent}
        gold = [[_stripped(doc, mention) for mention in chain] for chain in text.chains]
        found = [chain for chain in CHAINS.read(doc) if len(chain) > 1]
        for which in ("names and pronouns", "persons' names"):
            person = which == "persons' names"
            wanted = [c for c in gold if _is_wanted(c, labels, doc, person=person)]
            given = [c for c in found if _is_given(c, doc, person=person)]
            for how in ("heads", "words"):
                key = f"{which}, {how}"
                self.gold.setdefault(key, []).extend(
                    {_key(text, doc, m.first, m.end, how) for m in chain} for chain in wanted
                )
                self.found.setdefault(key, []).extend(
                    {_key_of(text, doc, m, how) for m in chain} for chain in given
                )
        self._add_pronouns(doc, gold, found, labels)

    def _add_pronouns(
        self,
        doc: Doc,
        gold: Sequence[Sequence[GoldMention]],
        found: Iterable[Chain],
        labels: dict[int, str],
    ) -> None:
        chain_of: dict[int, int] = {}
        persons: set[int] = set()
        for number, chain in enumerate(gold):
            for mention in chain:
                head = head_of(doc[mention.first : mention.end]).i
                chain_of.setdefault(head, number)
                if mention.form in ("ne", "np") and labels.get(head) == "PER":
                    persons.add(number)
        before = {
            mention.head: [other.head for other in chain[:position]]
            for chain in found
            for position, mention in enumerate(chain)
        }
        first = {
            number: min(h for h, n in chain_of.items() if n == number)
            for number in set(chain_of.values())
        }
        for head, number in chain_of.items():
            token = doc[head]
            third = token.tag_ == "PPER" and "3" in token.morph.get("Person", ["3"])
            if not third or head == first[number]:
                continue
            heads = [h for h in before.get(head, []) if h in chain_of]
            right = bool(heads) and chain_of[heads[-1]] == number
            self.pronouns[0] += right
            self.pronouns[1] += 1
            if number in persons:
                self.pronouns[2] += right
                self.pronouns[3] += 1

    def figures(self) -> dict[str, float]:
        """All figures by name."""
        result = {}
        for key, gold in self.gold.items():
            scores = [float(m(gold, self.found[key])[2]) for m in _MEASURES.values()]
            for name, score in zip(_MEASURES, scores, strict=True):
                result[f"{key}: {name}"] = score
            result[f"{key}: CoNLL"] = sum(scores) / len(scores)
        right, count, of_persons, persons = self.pronouns
        result["personal pronouns right"] = right / max(1, count)
        result["personal pronouns of persons right"] = of_persons / max(1, persons)
        result["personal pronouns of persons"] = persons
        return result


def measure(nlp: Language, texts: Iterable[ChainedText]) -> Measured:
    """Annotate and measure texts."""
    result = Measured()
    for text in texts:
        result.add(text, annotated_doc(nlp, text.sentences))
    return result


def _stripped(doc: Doc, mention: GoldMention) -> GoldMention:
    """A mention without the preposition or adverb that one corpus counts to it."""
    first = mention.first
    while first < mention.end - 1 and doc[first].tag_ in _BEFORE:
        first += 1
    return GoldMention(first, mention.end, mention.form)


def _is_wanted(
    chain: Sequence[GoldMention], labels: dict[int, str], doc: Doc, *, person: bool
) -> bool:
    named = False
    for mention in chain:
        head = head_of(doc[mention.first : mention.end]).i
        if mention.form == "pper" and not person:
            return True
        tokens = range(mention.first, mention.end)
        if mention.form == "ne" or (mention.form == "np" and head in labels):
            inside = {labels[token] for token in tokens if token in labels}
            named |= "PER" in inside if person else True
    return named


def _is_given(chain: Chain, doc: Doc, *, person: bool) -> bool:
    names = [doc.ents[mention.name].label_ for mention in chain if mention.name is not None]
    if person:
        return "PER" in names
    return bool(names) or any(mention.kind == "personal" for mention in chain)


def _key(text: ChainedText, doc: Doc, first: int, end: int, how: str) -> Key:
    head = head_of(doc[first:end]).i
    return (text.name, head, head) if how == "heads" else (text.name, first, end)


def _key_of(text: ChainedText, doc: Doc, mention: ChainMention, how: str) -> Key:
    if how == "heads":
        return text.name, mention.head, mention.head
    return text.name, mention.first, mention.end
