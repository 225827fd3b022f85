"""The parts of the model become a spaCy pipeline directory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

import tasks.nlp.pipeline  # noqa: F401 - registers the factories
from tasks.machine.checksums import write_checksums
from tasks.nlp.coreference.component import Coreference
from tasks.nlp.factuality.component import Factualities
from tasks.nlp.passes import (
    BEFORE_COREFERENCE,
    COREFERENCE,
    FACTUALITY,
    PASSES,
    QUOTATIONS,
    READING,
    SPEAKERS,
)
from tasks.nlp.reading.names import TAGS
from training.scripts.labels import FEATURES, STARTS, Labels

_MARKS = '"„“”»«‚›‹'


def make_pipeline(version: str) -> Language:
    """An untrained pipeline with the tokenizer for German news and all components."""
    nlp = spacy.blank("de")
    defaults: Any = nlp.Defaults
    prefixes = [*defaults.prefixes, f"[{_MARKS}]"]
    suffixes = [
        *defaults.suffixes,
        f"[{_MARKS}]",
        # A year ends a sentence, as do "G20", "DC-9", "3,5" and "12:30"; "3." may be an ordinal.
        r"(?<=\d{4})\.",
        *(rf"(?<=[^\W\d_]{glue}\d{{{digits}}})\." for glue in ("", "-") for digits in (1, 2, 3)),
        *(rf"(?<=\d,\d{{{digits}}})\." for digits in (1, 2)),
        r"(?<=\d:\d\d)\.",
        # "so." with the closing mark glued to it
        rf"(?<=[{_MARKS}])[.,;:!?]",
    ]
    infixes = [
        *defaults.infixes,
        # Marks that are glued to words on both sides, as in: sagte:„Nein“und
        rf"(?<=[\w.,;:!?])[{_MARKS}]",
        rf"[{_MARKS}](?=[\w])",
        rf"(?<=\w)[.,;:!?](?=[{_MARKS}])",
    ]
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for component in READING:
        nlp.add_pipe(component)
    nlp.meta.update(
        {
            "name": "wortlaut",
            "version": version,
            "description": "Every layer of German news, quotations and people too, on one encoder",
            "author": "The Wortlaut authors",
            "license": "CC BY-SA 4.0",
        }
    )
    return nlp


def write_pipeline(
    folder: Path,
    *,
    encoder: Path,
    tokenizer: Path,
    heads: Mapping[str, np.ndarray],
    labels: Labels,
    version: str,
) -> None:
    """Fill a pipeline with trained parts and write it.

    `heads` are the arrays of the network's heads by their names in torch.
    """
    nlp = make_pipeline(version)
    parts = folder.parent / f".{folder.name}.parts"
    parts.mkdir(parents=True, exist_ok=True)
    (parts / "encoder.onnx").write_bytes(encoder.read_bytes())
    # Without indentation: the vocabulary has 39,000 pieces.
    pieces = json.loads(tokenizer.read_text("utf-8"))
    (parts / "tokenizer.json").write_text(
        json.dumps(pieces, ensure_ascii=False, separators=(",", ":")), "utf-8"
    )
    part: Callable[[str], Any] = lambda name: nlp.get_pipe(f"wortlaut_{name}")  # noqa: E731
    part("encoder").from_disk(parts)

    sizes = [len(classes) for classes in labels.of_head.values()]
    first = dict(zip(labels.of_head, np.cumsum([0, *sizes]).tolist(), strict=False))

    def linear(*names: str) -> dict[str, np.ndarray]:
        rows = [
            row
            for name in names
            for row in range(first[name], first[name] + len(labels.of_head[name]))
        ]
        return {"weights": heads["linear.weight"][rows], "bias": heads["linear.bias"][rows]}

    tagged = ("pos", "tag", *FEATURES)
    part("tagger").fill(linear(*tagged), {name: list(labels.of_head[name]) for name in tagged})
    part("sentences").fill(linear("start"), {"start": list(STARTS)})
    part("lemmas").fill(linear("lemma"), {"edits": list(labels.of_head["lemma"])})
    part("parser").fill(
        {
            name: values
            for name, values in heads.items()
            if not name.startswith(("linear.", "styles."))
        },
        {"relations": list(labels.relations)},
    )
    part("names").fill(linear("germeval"), {"tags": list(TAGS)})
    write_folder(nlp, folder)
    for leftover in parts.iterdir():
        leftover.unlink()
    parts.rmdir()


def write_folder(nlp: Language, folder: Path, *, exclude: Sequence[str] = ()) -> None:
    """Write a pipeline with the hashes of its files; leave the model card as it is.

    `exclude` are components that the folder has already.
    """
    card = folder / "README.md"
    kept = card.read_text("utf-8") if card.is_file() else None
    nlp.to_disk(folder, exclude=exclude)
    if kept is not None:
        card.write_text(kept, "utf-8")
    write_checksums(folder)


def without_quotations(model: Path) -> Language:
    """A pipeline of ours up to where quotations are found."""
    return spacy.load(model, exclude=list(PASSES[len(READING) :]))


def up_to_quotations(model: Path) -> Language:
    """A pipeline of ours up to quotations, with them."""
    return spacy.load(model, exclude=list(PASSES[PASSES.index(QUOTATIONS) + 1 :]))


def write_factuality(model: Path, component: Factualities) -> None:
    """Put this component into a pipeline of ours, behind quotations; others stay as they are."""
    nlp = spacy.load(model, exclude=[FACTUALITY])
    others = nlp.pipe_names
    nlp.add_pipe(FACTUALITY, after=QUOTATIONS)
    component.to_disk(model / FACTUALITY)
    write_folder(nlp, model, exclude=[*others, FACTUALITY])


def with_coreference(model: Path, component: Coreference) -> Language:
    """A pipeline of ours with this coreference, and with the passes before and after it."""
    nlp = spacy.load(model, exclude=[*BEFORE_COREFERENCE, COREFERENCE, SPEAKERS])
    for name in (*BEFORE_COREFERENCE, COREFERENCE, SPEAKERS):
        added = nlp.add_pipe(name)
        if isinstance(added, Coreference):
            added.fill(component.arrays, component.labels)
    return nlp
