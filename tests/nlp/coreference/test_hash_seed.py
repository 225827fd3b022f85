"""Python hashes words anew in each process; nothing that is found may depend on it."""

import os
import subprocess
import sys

PROGRAM = """
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tasks.nlp.coreference.features import describe
from tasks.nlp.layers.phrases import NounPhrase
words = "alte neue große kleine rote blaue Häuser grüne gelbe graue weiße schwarze braune Türen"
doc = Doc(
    Vocab(),
    words=words.split(),
    lemmas=words.lower().split(),
    pos=["NOUN" if word[0].isupper() else "ADJ" for word in words.split()],
    heads=[6] * 7 + [13] * 7,
    deps=["ROOT"] * 14,
)
phrases = [
    NounPhrase(first, end, end - 1, "nominal", name=None, gender="", number="", person=3)
    for first, end in ((0, 14), *((n, n + 1) for n in range(14)))
]
print(describe(doc, phrases, []).words.tolist())
"""


def test_words_of_a_long_phrase_are_the_same_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1, said
