"""Direct quotations found by the shipped pipeline, from raw text, against annotated articles.

    python -m benchmarks.quotes [--split train]

A quotation counts as found when at least half of its characters are, both ways. A speaker is
right when his or her words overlap with the annotated ones. Beside that, the official macro F1 of
`benchmarks.quotation_measure` over all types: the pipeline finds direct quotations only, so the
message's recall shows what is still to come.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.corpora import corpora_folder
from benchmarks.quotation_measure import ROLES, MeasuredQuote, QuotationScore, tokens_of
from benchmarks.results import write_results
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.quotation import Quotation, read_quotations
from tasks.text.blocks import find_blocks

# The corpus' names for our types and media.
_TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "free_indirect": "FreeIndirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
    "reported": "Reported",
}
_MEDIA = {
    "speech": "Speech",
    "thought": "Thought",
    "writing": "Writing",
    "speech_thought": "ST",
    "speech_writing": "SW",
    "thought_writing": "TW",
}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N errors")
    options = parser.parse_args()
    nlp = load()
    score = QuotationScore()
    gold_count = found_count = right = named = well_named = 0
    for article in _articles(options.split):
        text = article["text"]
        doc = annotate_doc(nlp, text, find_blocks(text))
        found = list(read_quotations(doc))
        score.add(*_measured(article, found))
        gold = [quote for quote in article["quotes"] if quote["type"] == "Direct"]
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        free = list(range(len(found)))
        for quote in gold:
            characters = _characters(quote["quote"])
            match = next((n for n in free if _half(characters, _characters(found[n].spans))), None)
            if match is None:
                if options.show > 0:
                    options.show -= 1
                    print("missed:", text[quote["quote"][0][0] - 80 : quote["quote"][-1][1] + 60])
                continue
            free.remove(match)
            right += 1
            if quote["speaker"]:
                named += 1
                speaker = _characters(found[match].speaker_spans)
                well_named += bool(speaker & _characters(quote["speaker"]))
        for number in free:
            if options.show > 0:
                options.show -= 1
                start, end = found[number].spans[0][0], found[number].spans[-1][1]
                print("wrong:", text[max(0, start - 80) : end + 60])
    figures: dict[str, str | float | int] = {
        "split": options.split,
        "recall": right / gold_count,
        "precision": right / found_count,
        "speaker": well_named / named,
        "quotes": gold_count,
        **{f"official {name}": value for name, value in score.figures().items()},
    }
    for name, value in figures.items():
        print(f"{name:32}{value:>10.3f}" if isinstance(value, float) else f"{name:32}{value:>10}")
    print(f"written to {write_results('quotes', figures)}")


def _articles(split: str) -> Iterator[dict[str, Any]]:
    path = corpora_folder() / "quotes" / f"wikinews-{split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _measured(
    article: dict[str, Any], found: Iterable[Quotation]
) -> tuple[list[MeasuredQuote], list[MeasuredQuote]]:
    """One article's gold and found quotes as sets of gold tokens."""
    tokens = [tuple(token) for sentence in article["tokens"] for token in sentence]
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]

    def take(spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return tokens_of(spans, starts, ends)

    gold = [
        MeasuredQuote(
            quote["type"],
            quote["medium"],
            take(quote["quote"]),
            **{role: take(quote[role]) for role in ROLES},
        )
        for quote in article["quotes"]
    ]
    guessed = [
        MeasuredQuote(
            _TYPES[quote.type],
            _MEDIA[quote.medium],
            take(quote.spans),
            addressee=take(quote.addressee_spans),
            cue=take(quote.cue_spans),
            frame=take(quote.frame_spans),
            speaker=take(quote.speaker_spans),
        )
        for quote in found
    ]
    return gold, guessed


def _characters(spans: Iterable[Iterable[int]]) -> set[int]:
    return {char for start, end in spans for char in range(start, end)}


def _half(one: set[int], other: set[int]) -> bool:
    shared = len(one & other)
    return 2 * shared >= len(one) and 2 * shared >= len(other)


if __name__ == "__main__":
    main()
