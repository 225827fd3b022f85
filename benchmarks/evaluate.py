"""The language model on text that it has not seen: every layer, in one table.

    python -m benchmarks.evaluate [--model MODEL] [--beside MODEL]

Beside it a second model, by default the same one before quantisation, where `make train` has left
it: what quantisation costs is the difference. `annotated/held_back` has the held-back sentences.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import names, syntax
from benchmarks.results import write_results
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import DEFAULT_MODEL, model_version

_FLOAT32 = Path(__file__).resolve().parents[1] / "training" / "work" / "full" / "shared-float32"
_MEGABYTE = 1_000_000
# Labels of single names are in `benchmarks.names`; here are their sums.
_NAMES = {"three": "names: PER, ORG, LOC", "four": "names: all four"}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--beside", type=Path, help="the model to compare with")
    options = parser.parse_args()
    first = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    second = options.beside or (_FLOAT32 if options.model is None and _FLOAT32.is_dir() else None)
    models = [first] if second is None else [first, model_folder(second)]
    measured = [_measure(model) for model in models]
    figures = [layers for layers, _ in measured]
    heading = "".join(f"{model.name:>20}" for model in models)
    print(f"{'F1':24}{heading}{'difference':>12}" if len(models) > 1 else f"{'F1':24}{heading}")
    for name in figures[0]:
        values = "".join(f"{layers[name]:>20.4f}" for layers in figures)
        change = "" if second is None else f"{figures[0][name] - figures[1][name]:>12.4f}"
        print(f"{name:24}{values}{change}")
    sizes = [_megabytes(model) for model in models]
    print(f"{'megabytes on disk':24}" + "".join(f"{size:>20.1f}" for size in sizes))
    path = write_results(
        "evaluate",
        {
            model_version(model): {"f1": layers, "names": detail, "megabytes": size}
            for model, (layers, detail), size in zip(models, measured, sizes, strict=True)
        },
    )
    print(f"written to {path}")


def _measure(model: Path) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """F1 of every layer, and the names in detail."""
    nlp = load(model)
    found = names.measure(nlp)
    layers = {_NAMES[key]: found[key]["f1"] for key in _NAMES}
    layers |= {name: values["f1"] for name, values in syntax.measure(nlp).items()}
    return layers, found


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / _MEGABYTE


if __name__ == "__main__":
    main()
