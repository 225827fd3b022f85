"""The parts of the model become a spaCy pipeline directory."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

import tasks.nlp.pipeline  # noqa: F401 - registers the factories

COMPONENTS = ("wortlaut_encoder", "wortlaut_sentences", "wortlaut_names", "wortlaut_quotes")
_MARKS = '"„“”»«‚›‹'


def make_pipeline(version: str) -> Language:
    """An untrained pipeline with the tokenizer for German news and all components."""
    nlp = spacy.blank("de")
    prefixes = [*nlp.Defaults.prefixes, f"[{_MARKS}]"]
    suffixes = [
        *nlp.Defaults.suffixes,
        f"[{_MARKS}]",
        # A year ends a sentence, "3." may be an ordinal.
        r"(?<=\d{4})\.",
        # "so." with the closing mark glued to it
        rf"(?<=[{_MARKS}])[.,;:!?]",
    ]
    infixes = [
        *nlp.Defaults.infixes,
        # Marks that are glued to words on both sides, as in: sagte:„Nein“und
        rf"(?<=[\w.,;:!?])[{_MARKS}]",
        rf"[{_MARKS}](?=[\w])",
        rf"(?<=\w)[.,;:!?](?=[{_MARKS}])",
    ]
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.meta.update(
        {
            "name": "wortlaut",
            "version": version,
            "description": "Names and quotations in German news, on one small encoder",
            "author": "The Wortlaut authors",
            "license": "CC BY-NC-SA 4.0",
        }
    )
    return nlp


def write_pipeline(
    folder: Path, *, encoder: Path, tokenizer: Path, head: Path, version: str
) -> None:
    """Fill a pipeline with trained parts and write it; `head` is the .npz of the names head."""
    nlp = make_pipeline(version)
    parts = folder.parent / f".{folder.name}.parts"
    parts.mkdir(parents=True, exist_ok=True)
    (parts / "encoder.onnx").write_bytes(encoder.read_bytes())
    # Without indentation: the vocabulary has 39,000 pieces.
    pieces = json.loads(tokenizer.read_text("utf-8"))
    (parts / "tokenizer.json").write_text(
        json.dumps(pieces, ensure_ascii=False, separators=(",", ":")), "utf-8"
    )
    nlp.get_pipe("wortlaut_encoder").from_disk(parts)
    with np.load(head) as trained:
        names = nlp.get_pipe("wortlaut_names")
        names.weights, names.bias = trained["weights"], trained["bias"]
    card = folder / "README.md"
    kept = card.read_text("utf-8") if card.is_file() else None
    nlp.to_disk(folder)
    if kept is not None:
        card.write_text(kept, "utf-8")
    for leftover in parts.iterdir():
        leftover.unlink()
    parts.rmdir()
