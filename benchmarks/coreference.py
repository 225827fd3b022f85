"""Coreference against annotated chains that the model has not seen.

    python -m benchmarks.coreference [--model MODEL]

The figures of `annotated.measured_chains` on the held-back fifth of the commentaries, with mentions
as the pipeline finds them: over chains that hold a name or a personal pronoun, and over those that
hold a person's name. Of personal pronouns in the third person: how many go back to the right chain.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from annotated.chains import commentaries
from annotated.measured_chains import measure
from benchmarks.corpora import corpora_folder
from benchmarks.results import write_results
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import DEFAULT_MODEL, model_version


def main() -> None:
    """Measure, print and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    options = parser.parse_args()
    folder = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    held_back = [text for text in commentaries(corpora_folder()) if text.is_held_back]
    figures = measure(load(folder), held_back).figures()
    for name, value in figures.items():
        print(f"{name:44}{value:>9.4f}")
    path = write_results("coreference", {"model": model_version(folder), "figures": figures})
    print(f"written to {path}")


if __name__ == "__main__":
    main()
