"""The persons whom a noun phrase introduces: which name belongs to "der neue US-Außenminister".

A name belongs to a phrase where it follows as a title's name does, stands beside it between commas
or in brackets, or is the subject of which the phrase is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.phrases.parties import after_bracket, party_phrases
from tasks.nlp.phrases.role_phrases import person_phrases

_CLOSING = frozenset({",", ".", ")", "–", "-", ";", ":", "(", "“", "!", "?"})
_GENITIVE = ("s", "'", "’")
_JOINING = word_class("joining")


def role_phrases(doc: Doc) -> list[RolePhrase]:
    """All phrases about persons with the names that they introduce, in order of their start.

    A party in brackets after a name is a phrase of the role "politiker".
    """
    return _Names(doc).phrases()


class _Names:
    """The names of one doc, looked up by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.ents = names_of(doc)
        self.starts = {ent.start: n for n, ent in enumerate(self.ents) if ent.label_ == "PER"}
        self.ends = {ent.end: n for n, ent in enumerate(self.ents) if ent.label_ == "PER"}
        self.tokens = {
            token: n
            for n, ent in enumerate(self.ents)
            if ent.label_ == "PER"
            for token in range(ent.start, ent.end)
        }
        self.last_words = {doc[ent.end - 1].text for ent in self.ents if ent.label_ == "PER"}

    def phrases(self) -> list[RolePhrase]:
        found = person_phrases(self.doc)
        sharing: defaultdict[int, list[int]] = defaultdict(list)
        for number, phrase in enumerate(found):
            sharing[phrase.head].append(number)
        for numbers in sharing.values():
            for number, phrase in zip(
                numbers, self.introduce([found[n] for n in numbers]), strict=True
            ):
                found[number] = phrase
        parties = party_phrases(self.doc)
        taken = {phrase.head for phrase in parties}
        found = [phrase for phrase in found if phrase.head not in taken]
        return sorted(
            [*_joint(self.doc, _claimed(self.ents, found)), *parties],
            key=lambda phrase: (phrase.start, phrase.end),
        )

    def introduce(self, phrases: list[RolePhrase]) -> list[RolePhrase]:
        """Phrases that share a noun, in order, with their names."""
        last = phrases[-1]
        several = len(phrases) if len(phrases) > 1 else (0 if last.number == "plural" else 1)
        names = self.names_of(last, several)
        if len(phrases) == 1:
            if names is None:
                return phrases
            entities, end = names
            return [replace(last, entities=entities, end=end)]
        if names is None or len(names[0]) != len(phrases):
            return phrases
        return [
            replace(phrase, entities=(entity,))
            for phrase, entity in zip(phrases, names[0], strict=True)
        ]

    def names_of(self, phrase: RolePhrase, several: int) -> tuple[tuple[int, ...], int] | None:
        """Names of a phrase and where it then ends; `several` how many (0: any number)."""
        inside = self.starts.get(phrase.head)
        if inside is not None:
            return (inside,), phrase.end
        follows = self.starts.get(self.after_titles(phrase.end))
        if follows is not None:
            if self.is_owner(phrase, self.ents[follows]):
                return (), self.ents[follows].end
            if self.belongs(phrase, self.ents[follows]):
                return self.chain(follows, several), phrase.end
        for found in (
            self.between_commas(phrase, several),
            self.before(phrase),
            self.subject(phrase),
        ):
            if found:
                return found, phrase.end
        return None

    def after_titles(self, position: int) -> int:
        """The token after academic titles that begin here: "Professor Dr. Anna Weber"."""
        while position < len(self.doc) and position not in self.starts:
            word = self.doc[position]
            blank = word.is_space and "\n" not in word.text
            if not blank and word.text.rstrip(".") not in words_of("titles"):
                break
            position += 1
        return position

    def chain(self, first: int, several: int) -> tuple[int, ...]:
        """The names that follow one another from `first`, as many as there may be."""
        found = [first]
        while several == 0 or len(found) < several:
            end = after_bracket(self.doc, self.ents[found[-1]].end)
            if end >= len(self.doc) or self.doc[end].lower_ not in _JOINING:
                break
            following = self.starts.get(end + 1)
            if following is None:
                break
            found.append(following)
        return tuple(found)

    def is_owner(self, phrase: RolePhrase, name: Span) -> bool:
        """Whether the name is a genitive that narrows the phrase: "der Sprecher Merkels"."""
        titled = phrase.role.stem not in word_class("relational")
        if titled and phrase.definiteness == "bare" and phrase.number == "singular":
            return False
        last = name[-1]
        if not last.text.endswith(_GENITIVE):
            return False
        if last.text[-1] != "s":
            return True
        if last.text[:-1] in self.last_words:
            return True
        root = name.root
        return root.dep_.startswith("nmod") and (
            root.morph.get("Case", []) == ["Gen"] or last.morph.get("Case", []) == ["Gen"]
        )

    def belongs(self, phrase: RolePhrase, name: Span) -> bool:
        """Whether a name right after the phrase is its name and no other part of the sentence."""
        head, root = self.doc[phrase.head], name.root
        if name.sent.start != head.sent.start:
            return False
        if root.head == head.head and root.dep_ != head.dep_ and head.head not in (head, root):
            return not (_is_argument(root) and _is_argument(head))
        return True

    def between_commas(self, phrase: RolePhrase, several: int) -> tuple[int, ...] | None:
        """Names after the phrase and a comma or in brackets: "Der Präsident, Joe Biden, sagte"."""
        doc = self.doc
        if phrase.end >= len(doc) or doc[phrase.end].text not in {",", "("}:
            return None
        first = self.starts.get(self.after_titles(phrase.end + 1))
        if first is None or doc[phrase.end].sent.start != doc[phrase.head].sent.start:
            return None
        names = self.chain(first, several)
        end = after_bracket(self.doc, self.ents[names[-1]].end)
        closing = doc[end].text if end < len(doc) else "."
        if doc[phrase.end].text == "(":
            return names if closing in {")", ","} else None
        root = self.ents[first].root
        if root.dep_ == "appos" and root.head.i == phrase.head:
            return names
        if closing not in _CLOSING or root.dep_ == "conj" or phrase.definiteness == "indefinite":
            return None
        following = doc[end + 1] if end + 1 < len(doc) else None
        listed = following is not None and (
            following.tag_ == "KON" or following.i in self.starts or _is_argument(root)
        )
        return None if closing == "," and listed else names

    def before(self, phrase: RolePhrase) -> tuple[int, ...] | None:
        """A name before the phrase and a comma or a bracket: "Joe Biden, Präsident der USA,"."""
        doc = self.doc
        if phrase.start < 2:
            return None
        mark = doc[phrase.start - 1]
        if mark.text not in {",", "("} or mark.sent.start != doc[phrase.head].sent.start:
            return None
        end = phrase.start - 1
        name = self.ends.get(end)
        if name is None and doc[end - 1].text == ")":
            opening = next(
                (n for n in range(end - 2, max(end - 8, -1), -1) if doc[n].text == "("), None
            )
            name = self.ends.get(opening) if opening is not None else None
        if name is None or phrase.number == "plural":
            return None
        closing = doc[phrase.end].text if phrase.end < len(doc) else "."
        head = doc[phrase.head]
        if mark.text == "(":
            return (name,) if closing in {")", ",", ";"} else None
        if head.dep_ == "appos" and self.tokens.get(head.head.i) == name:
            return (
                (name,)
                if closing in _CLOSING or doc[phrase.end].pos_ in {"AUX", "VERB", "CCONJ", "ADP"}
                else None
            )
        # Without the parser's word, only a phrase that closes as an apposition does.
        bare = phrase.definiteness == "bare" and head.dep_ not in {"conj", "nsubj", "obj"}
        return (name,) if bare and closing in {",", ".", ")"} else None

    def subject(self, phrase: RolePhrase) -> tuple[int, ...] | None:
        """The name of whom the phrase is said: "Maria Weber ist Bürgermeisterin"."""
        head = self.doc[phrase.head]
        if phrase.number == "plural" or not any(_is_link(child) for child in head.children):
            return None
        if any(child.lower_ in word_class("denying_predicate") for child in head.children):
            return None
        for child in head.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and child.i in self.tokens:
                return (self.tokens[child.i],)
        return None


def _claimed(ents: Sequence[Span], phrases: list[RolePhrase]) -> list[RolePhrase]:
    """The phrases, of two that claim a name and lie within one another the one that has it.

    Right after them, a name is the inner one's ("der Mann der Ministerin Anna Weber"), between
    commas the outer one's ("der Bruder des Papstes, Georg Ratzinger,"). Nouns that are a person's
    only beside a name are left out where they have none.
    """
    lost: set[int] = set()
    for number, outer in enumerate(phrases):
        for other in range(number + 1, len(phrases)):
            inner = phrases[other]
            if inner.start >= outer.end:
                break
            shared = set(outer.entities) & set(inner.entities)
            if shared and inner.start > outer.head:
                adjacent = any(ents[entity].start == outer.end for entity in shared)
                lost.add(number if adjacent else other)
    kept = [
        replace(phrase, entities=()) if number in lost else phrase
        for number, phrase in enumerate(phrases)
    ]
    return [phrase for phrase in kept if phrase.entities or not _needs_name(phrase)]


def _joint(doc: Doc, phrases: list[RolePhrase]) -> list[RolePhrase]:
    """The phrases; of two joined by "und" a bare second is said of the same person."""
    ends = {phrase.end: number for number, phrase in enumerate(phrases)}
    found = list(phrases)
    for number, phrase in enumerate(phrases):
        other = ends.get(phrase.start - 1)
        if other is None or doc[phrase.start - 1].tag_ != "KON" or phrase.definiteness != "bare":
            continue
        first, second = found[other], found[number]
        if {first.number, second.number} != {"singular"} or first.gender != second.gender:
            continue
        if first.entity is not None and not second.entities:
            found[number] = replace(second, entities=first.entities)
        elif second.entity is not None and not first.entities and first.definiteness == "bare":
            found[other] = replace(first, entities=second.entities)
    return found


def _needs_name(phrase: RolePhrase) -> bool:
    return phrase.role.named and phrase.role.gender != "female" and phrase.number != "plural"


def _is_link(child: Token) -> bool:
    """Whether a verb joins a predicate to its subject: ist, war, bleibt, wurde."""
    return child.dep_ == "cop" or (
        child.dep_ in {"aux", "aux:pass"} and child.lemma_ in word_class("copula")
    )


def _is_argument(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj"}
