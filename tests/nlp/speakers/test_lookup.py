"""Words that mean whom other words mean."""

from tests.nlp.documents.speaker_rules import speakers

OWN = """
Es/PPER/nsubj>brenne brenne/VVFIN/ccomp>sagten , sagten/VVFIN eigene/ADJA/amod>Angaben \
Angaben/NN/nsubj>sagten .
"""


def test_statements_of_themselves_are_nobodys() -> None:
    assert speakers(OWN, [("Es brenne", "sagten", "eigene Angaben")]) == []
