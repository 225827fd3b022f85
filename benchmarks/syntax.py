"""Sentences, tags, morphology, lemmas and dependencies, on treebanks held back from training.

    python -m benchmarks.syntax [--model DIR] [--show]

`ud-gsd-test`, sentence by sentence with the treebank's own words (contracted prepositions are one
word), of which `words` says how many our tokenizer cuts out alike: accuracy, for moods F1.
Sentence boundaries are those of `ud-pud`, whose sentences are joined to texts. Separated verbs of
speech are those of `benchmarks/data/separable_verbs.tsv`, which we wrote (sentence, verb, lemma).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Token

from annotated.docs import annotate_sentence
from annotated.treebanks import Word, read_treebank, relation
from benchmarks.corpora import corpora_folder
from benchmarks.results import write_results
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import model_version

_TEXT_SENTENCES = 10
_LATER = frozenset({"wortlaut_names", "wortlaut_quotations"})
_SEPARABLE = Path(__file__).with_name("data") / "separable_verbs.tsv"


@dataclass
class Score:
    """Counts of what is right, found and to be found."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, *, right: int, found: int, gold: int) -> None:
        """Count one thing."""
        self.right[name] += right
        self.found[name] += found
        self.gold[name] += gold

    def f1(self, name: str) -> float:
        """F1 of one thing."""
        return 2 * self.right[name] / max(1, self.found[name] + self.gold[name])


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--show", action="store_true", help="print the separated verbs missed")
    options = parser.parse_args()
    model = None if options.model is None else model_folder(options.model)
    figures = measure(load(model), show=options.show)
    for name, values in figures.items():
        print(f"{name:24}{values['f1']:>8.4f}{values['words']:>8}")
    path = write_results("syntax", {"model": model_version(model), "syntax": figures})
    print(f"written to {path}")


def measure(nlp: Language, *, show: bool = False) -> dict[str, dict[str, float]]:
    """F1 of every layer, and of how many words (sentences, verbs) that is."""
    score = Score()
    for sentence in read_treebank(corpora_folder(), "ud-gsd-test"):
        _score_words(score, nlp, sentence)
    _score_sentences(score, nlp, read_treebank(corpora_folder(), "ud-pud"))
    _score_separated(score, nlp, show=show)
    return {name: {"f1": score.f1(name), "words": score.gold[name]} for name in score.gold}


def _score_words(score: Score, nlp: Language, sentence: Sequence[Word]) -> None:
    text, spans = _joined(sentence)
    cut = {(token.idx, token.idx + len(token)) for token in nlp.make_doc(text)}
    score.add("words", right=len(cut & set(spans)), found=len(cut), gold=len(spans))
    doc = annotate_sentence(
        nlp,
        [word.form for word in sentence],
        [word.space_after for word in sentence],
        without=_LATER,
    )
    measures: dict[str, Callable[[Token, Word], bool]] = {
        "UPOS": lambda token, word: token.pos_ == word.pos,
        "STTS": lambda token, word: token.tag_ == word.tag,
        "lemma": lambda token, word: token.lemma_ == word.lemma,
        "UAS": lambda token, word: _governor(token) == word.head,
        "LAS": lambda token, word: (
            _governor(token) == word.head and _relation(token.dep_) == _relation(relation(word))
        ),
    }
    count = len(sentence)
    for name, is_right in measures.items():
        right = sum(is_right(token, word) for token, word in zip(doc, sentence, strict=True))
        score.add(name, right=right, found=count, gold=count)
    found = {token.i for token in doc if _is_subjunctive(token)}
    gold = {
        number for number, word in enumerate(sentence)
        if word.features.get("Mood") == "Sub" and word.features.get("VerbForm") == "Fin"
    }  # fmt: skip
    score.add("Mood=Sub", right=len(found & gold), found=len(found), gold=len(gold))


def _score_sentences(score: Score, nlp: Language, sentences: Sequence[Sequence[Word]]) -> None:
    """Sentences joined with a space, so many at a time; spans must be right at both ends."""
    for start in range(0, len(sentences), _TEXT_SENTENCES):
        text = ""
        gold = set()
        for sentence in sentences[start : start + _TEXT_SENTENCES]:
            words, _ = _joined(sentence)
            text += " " if text else ""
            gold.add((len(text), len(text) + len(words)))
            text += words
        doc = nlp(text)
        found = {(span.start_char, span.end_char) for span in doc.sents if not span.text.isspace()}
        score.add("sentences", right=len(found & gold), found=len(found), gold=len(gold))


def _score_separated(score: Score, nlp: Language, *, show: bool) -> None:
    """Lemmas of verbs whose particle stands at the end of the clause."""
    for line in _SEPARABLE.read_text("utf-8").splitlines():
        text, verb, lemma = line.split("\t")
        found = {token.lemma_ for token in nlp(text) if token.text == verb}
        score.add("separated verbs", right=int(lemma in found), found=1, gold=1)
        if show and lemma not in found:
            print(f"  {text} [{verb}: {', '.join(sorted(found))}]")


def _joined(sentence: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence's text and the spans (characters) of its words."""
    text = ""
    spans = []
    for word in sentence:
        spans.append((len(text), len(text) + len(word.form)))
        text += word.form + (" " if word.space_after else "")
    return text.rstrip(" "), spans


def _governor(token: Token) -> int:
    """The number of the governor, -1 for a root."""
    return -1 if token.head.i == token.i else token.head.i


def _relation(name: str) -> str:
    """Without the subtype, as the shared task scores it."""
    return name.lower().partition(":")[0]


def _is_subjunctive(token: Token) -> bool:
    return "Sub" in token.morph.get("Mood", [])


if __name__ == "__main__":
    main()
