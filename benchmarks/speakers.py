"""Who said it: canonical speakers and persons against a gold file of our own.

    python -m benchmarks.speakers [--split train] [--model MODEL] [--errors]

Articles are annotated from raw text. A gold quote counts where it is found: a found quote shares
at least half of its characters, both ways. Words that the corpus has twice, as said by somebody and
as said by the paper that passes them on, count once, and are right with either. Its speaker is
right when the names of the speakers are those of the gold file, none where nobody is named. Prints
that by type and by kind of speaker, F1 of the articles' persons, and how often a speaker is right
by confidence. Of the files in `annotated/gold`, `speakers-dev.jsonl` was made for measuring,
`speakers-train.jsonl` and `speakers-check.jsonl`, of articles that the network has not seen, for
building, `speakers-fit.jsonl` for the level of confidence, and its errors are not looked at; they
hold offsets and names.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from annotated.speakers import gold_articles, key_of
from annotated.wikinews import TYPES, articles
from benchmarks.corpora import corpora_folder
from benchmarks.reliability import reliability
from benchmarks.results import write_results
from tasks.nlp.layers.rows import Annotation, Quote
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.rows.extract import extract
from tasks.nlp.version import DEFAULT_MODEL, model_version
from tasks.text.blocks import find_blocks


@dataclass(slots=True)
class Measured:
    """Figures over the articles added so far; rates are [right, all]."""

    types: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    kinds: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    quotes: list[int] = field(default_factory=lambda: [0, 0])
    persons: Counter[str] = field(default_factory=Counter)
    # Confidence of each named speaker, and whether it is right.
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, gold: dict[str, Any], text: str, annotation: Annotation) -> None:
        """Measure one article."""
        names = {entity.article_entity_id: entity for entity in annotation.article_entities}
        if gold["persons"] is not None:
            self._add_persons(gold, {key_of(e.name) for e in names.values() if e.label == "PER"})
        for those, found in _paired(gold["quotes"], annotation):
            self.quotes[1] += 1
            if found is None:
                continue
            self.quotes[0] += 1
            said_by = [
                (speaker, key_of(names[speaker.article_entity_id].name))
                for speaker in annotation.article_speakers
                if speaker.quote_id == found.quote_id and speaker.article_entity_id is not None
            ]
            guessed = {name for _, name in said_by}
            quote = next((one for one in those if _names(one) == guessed), those[0])
            right = _names(quote)
            kind = f"{quote['kind']}, {'doubtful' if quote.get('doubt') else 'clear'}"
            clear = [] if quote.get("doubt") else [(self.types, f"{quote['type']}, clear")]
            for rates, name in ((self.types, quote["type"]), (self.kinds, kind), *clear):
                rates[name][0] += guessed == right
                rates[name][1] += 1
            for speaker, name in said_by:
                self.confidences.append((speaker.confidence, name in right))
            if guessed != right:
                methods = "/".join(speaker.method for speaker, _ in said_by)
                self.errors.append(
                    f"{gold['id']} {quote['type']} [{quote['start']}] "
                    f"{found.speaker_surface!r}: {sorted(guessed)} ({methods}) for "
                    f"{sorted(right) or quote['kind']}; {_beginning(text, quote)!r}"
                )

    def _add_persons(self, gold: dict[str, Any], persons: set[str]) -> None:
        wanted = {key_of(name) for name in gold["persons"]}
        self.persons.update(
            hits=len(persons & wanted), invented=len(persons - wanted), missed=len(wanted - persons)
        )
        if persons != wanted:
            self.errors.append(
                f"{gold['id']} persons: invented {sorted(persons - wanted)}, "
                f"missed {sorted(wanted - persons)}"
            )

    def figures(self) -> dict[str, float]:
        """All figures by name."""
        rates = {
            "quotes found": self.quotes,
            **{
                f"{name}{which}: speaker right": self.types[name + which]
                for name in TYPES.values()
                for which in ("", ", clear")
            },
            **{f"{name}: right": rates for name, rates in sorted(self.kinds.items())},
        }
        figures = {name: right / of for name, (right, of) in rates.items() if of}
        hits, invented = self.persons["hits"], self.persons["invented"]
        both = 2 * hits + invented + self.persons["missed"]
        return figures | ({"persons_f1": 2 * hits / both} if both else {})


def main() -> None:
    """Measure, print and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev", "check"), default="dev")
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    folder = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    result = measure(load(folder), options.split)
    figures = result.figures()
    if options.errors:
        print("\n".join(result.errors) + "\n")
    for name, value in figures.items():
        print(f"{name:44}{value:>8.4f}")
    print(f"\n{'speakers':>8}{'confidence':>12}{'right':>8}")
    for count, mean, right in reliability(result.confidences):
        print(f"{count:>8}{mean:>12.2f}{right:>8.2f}")
    path = write_results(
        "speakers",
        {
            "split": options.split,
            "model": model_version(folder),
            "figures": figures,
            "reliability": reliability(result.confidences),
        },
    )
    print(f"written to {path}")


def measure(nlp: Language, split: str) -> Measured:
    """Annotate and measure the articles of a gold file."""
    result = Measured()
    corpus = "dev" if split == "check" else split
    texts = {str(article["id"]): article for article in articles(corpora_folder(), corpus)}
    for gold in gold_articles(split):
        article = texts[gold["id"]]
        text = article["text"]
        doc = annotate_doc(nlp, text, find_blocks(text))
        result.add(gold, text, extract(gold["id"], doc))
    return result


def _paired(
    gold: Iterable[dict[str, Any]], annotation: Annotation
) -> Iterator[tuple[list[dict[str, Any]], Quote | None]]:
    """Each gold quote with the found one that it shares most with; one of its own type first.

    Gold quotes of the same words come together, in the order of the file.
    """
    words: defaultdict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for quote in gold:
        words[quote["start"], quote["end"]].append(quote)
    for those in words.values():
        quote, best, most = those[0], None, (0.0, 0)
        for found in annotation.quotes:
            shared = min(quote["end"], found.end_char) - max(quote["start"], found.start_char)
            share = shared / max(quote["end"] - quote["start"], found.end_char - found.start_char)
            same = int(TYPES[found.type] == quote["type"])
            if share >= 0.5 and (same, share) > (most[1], most[0]):
                best, most = found, (share, same)
        yield those, best


def _names(quote: dict[str, Any]) -> set[str]:
    return {key_of(name) for name in quote["speakers"]}


def _beginning(text: str, quote: dict[str, Any]) -> str:
    return text[quote["start"] : min(quote["end"], quote["start"] + 60)]


if __name__ == "__main__":
    main()
