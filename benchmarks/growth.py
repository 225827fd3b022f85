"""How the time of one article grows with its length, for texts made to be slow.

    python -m benchmarks.growth [--characters N ...] [--family NAME ...] [--profile]

Each family of texts (`benchmarks.long_texts`) is annotated at each length, in one process with one
thread; the figures are milliseconds of processor time a character, and how much more a character
costs in the longest text than in the shortest (1.0: time grows with the length alone). With
`--profile`, the functions that the longest text of each family spends most time in are shown.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import time

from flows.environment import prepare

prepare()

from spacy.language import Language

from benchmarks.long_texts import FAMILIES, text_of
from benchmarks.results import write_results
from tasks.annotate.at_the_model import annotate_article
from tasks.nlp.pipeline import load
from tasks.nlp.version import model_version
from tasks.text.article import Article
from tasks.text.parse import parse

_CHARACTERS = (15_000, 60_000, 240_000)
_SHOWN = 25


def main() -> None:
    """Measure, print, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, nargs="+", default=list(_CHARACTERS))
    parser.add_argument("--family", nargs="+", default=list(FAMILIES), choices=list(FAMILIES))
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    nlp = load()
    seconds_of(nlp, "roles", 2_000)
    figures: dict[str, float] = {}
    for family in options.family:
        each = []
        for characters in options.characters:
            each.append(1000 * seconds_of(nlp, family, characters) / characters)
            figures[f"{family}, {characters} characters, ms a character"] = round(each[-1], 3)
        shown = "  ".join(f"{one:8.3f}" for one in each)
        print(f"{family:24} {shown}  x{each[-1] / each[0]:.2f}", flush=True)
        if options.profile:
            _profile(nlp, family, options.characters[-1])
    figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most: {max(figures[key] for key in figures if 'ms a' in key):.3f} ms a character")
    print(f"peak: {figures['peak MB']:.0f} MB")
    write_results("growth", {"model": model_version(), **figures})


def seconds_of(nlp: Language, family: str, characters: int) -> float:
    """Processor seconds of one text of a family, from its bytes to its rows."""
    raw = text_of(family, characters).encode()
    started = time.process_time()
    article = parse(raw)
    assert isinstance(article, Article), article
    annotate_article(nlp, article)
    return time.process_time() - started


def _profile(nlp: Language, family: str, characters: int) -> None:
    profile = cProfile.Profile()
    profile.runcall(seconds_of, nlp, family, characters)
    pstats.Stats(profile).sort_stats("tottime").print_stats(_SHOWN)


if __name__ == "__main__":
    main()
