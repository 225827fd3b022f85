"""Whom or what a word means that stands for a speaker: a chain of the article, or a role."""

from __future__ import annotations

from tasks.nlp.layers.rule import Rule
from tasks.nlp.speakers.antecedents import kind, role
from tasks.nlp.speakers.beside import beside
from tasks.nlp.speakers.groups import group
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.lookup import Lookup, Meaning
from tasks.nlp.speakers.named import name
from tasks.nlp.speakers.statements import statement


def lookup_of(index: ChainIndex) -> Lookup:
    """Looks up words of the doc that is indexed, by MEANINGS."""
    return Lookup(index, MEANINGS)


MEANINGS: tuple[Meaning, ...] = (
    Rule("statement", statement, "a statement means whose it is: 'Angaben der Polizei'"),
    Rule("group", group, "a plural means the names that it sums up: 'die beiden'"),
    Rule("beside", beside, "a noun means the name that stands beside it"),
    Rule("name", name, "a word of a chain with a name means that chain"),
    Rule("role", role, "a role means the person named before, or whoever has it"),
    Rule("kind", kind, "a kind of body means the only one that was named"),
)
"""The first that applies decides."""
