"""The trained network for quotations: words to labels, and a quotation to its speaker.

Two graphs. `spans` goes on where the encoder stops, in the encoder's own windows, and scores
every word for every type. `roles` looks at one quotation and the words around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.util import ensure_path

from tasks.nlp.layers.readings import Reading
from tasks.nlp.layers.vocabulary import Medium
from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.features import SIZES, Words
from tasks.nlp.quotations.region import DISTANCES, PLACES, SENTENCES, Region
from tasks.nlp.reading.graphs import open_graph

Floats = NDArray[np.float32]

ROLES = ("rest", "addressee", "cue", "frame", "speaker")
# The media of the vocabulary in the order of the network's outputs.
MEDIA: tuple[Medium, ...] = (
    "speech",
    "speech_writing",
    "writing",
    "speech_thought",
    "thought",
    "thought_writing",
)
LABELS = 3
# Where the values of each feature, and of each description of a region, begin in one table.
FEATURE_STARTS = np.cumsum([0, *SIZES.values()])[:-1]
REGION_STARTS = np.cumsum([0, DISTANCES, PLACES, SENTENCES])
_FILES = {"spans": "spans.onnx", "roles": "roles.onnx"}
_TRANSITIONS = "transitions.npy"


@dataclass(frozen=True, slots=True)
class Scores:
    """What `spans` says of an article's words.

    `labels` has shape (words, types, labels), `hidden` (words, width).
    """

    labels: Floats
    hidden: Floats


@dataclass(frozen=True, slots=True)
class Parts:
    """What `roles` says of a quotation: probabilities.

    `roles` has shape (words of the region, ROLES), `media` (MEDIA).
    """

    roles: Floats
    media: Floats


def region_rows(region: Region, number: int) -> NDArray[np.int64]:
    """How the words around a quotation of TYPES[number] are described, as rows of one table."""
    kind = np.full(len(region.words), number)
    described = np.stack([region.distances, region.places, region.sentences, kind], axis=-1)
    rows: NDArray[np.int64] = described + REGION_STARTS
    return rows


class QuotationNetwork:
    """Weights, and how they are used; a graph reads one window or one quotation a call."""

    def __init__(self) -> None:
        self._graphs: dict[str, bytes] = {}
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}
        self.transitions: Floats = np.zeros((len(TYPES), LABELS, LABELS), np.float32)

    def fill(self, graphs: dict[str, bytes], transitions: Floats) -> QuotationNetwork:
        """Take the graphs `spans` and `roles`. Raises ValueError where they are damaged."""
        self._graphs, self.transitions = graphs, transitions
        self._sessions = {
            name: open_graph(weights, f"the quotations' {name}") for name, weights in graphs.items()
        }
        return self

    def scores(self, words: Words, readings: Iterable[Reading]) -> Scores:
        """Scores of all words, each from the window that keeps it."""
        count = len(words.tokens)
        labels = np.zeros((count, len(TYPES), LABELS), np.float32)
        hidden = np.zeros((count, self._width("spans", "hidden")), np.float32)
        features = words.features + FEATURE_STARTS
        for reading in readings:
            numbers = np.searchsorted(words.tokens, reading.tokens)
            if not len(numbers):
                continue
            found, vectors = self._sessions["spans"].run(
                ["labels", "hidden"],
                {"vectors": reading.vectors[None], "features": features[numbers][None]},
            )
            kept = slice(reading.keep_from, reading.keep_to)
            labels[numbers[kept]] = found[0, kept].reshape(-1, len(TYPES), LABELS)
            hidden[numbers[kept]] = vectors[0, kept]
        return Scores(labels, hidden)

    def parts(self, hidden: Floats, region: Region, number: int) -> Parts:
        """Roles of the words around a quotation of TYPES[number], and its medium."""
        inside = (region.places == 1).astype(np.float32)
        roles, media = self._sessions["roles"].run(
            ["roles", "media"],
            {
                "hidden": hidden[region.words][None],
                "region": region_rows(region, number)[None],
                "inside": inside[None],
            },
        )
        return Parts(roles[0], media[0])

    def to_disk(self, path: str | Path) -> None:
        """Write everything into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in _FILES.items():
            (folder / file).write_bytes(self._graphs[name])
        np.save(folder / _TRANSITIONS, self.transitions)

    def from_disk(self, path: str | Path) -> QuotationNetwork:
        """Read what `to_disk` wrote. Raises ValueError where it is damaged."""
        folder = ensure_path(path)
        graphs = {name: (folder / file).read_bytes() for name, file in _FILES.items()}
        return self.fill(graphs, np.load(folder / _TRANSITIONS))

    def to_bytes(self) -> bytes:
        """Everything, as spaCy sends it to its processes."""
        packed: bytes = srsly.msgpack_dumps(
            {"graphs": self._graphs, "transitions": self.transitions}
        )
        return packed

    def from_bytes(self, raw: bytes) -> QuotationNetwork:
        """Read what `to_bytes` wrote."""
        unpacked: dict[str, Any] = srsly.msgpack_loads(raw)
        return self.fill(unpacked["graphs"], unpacked["transitions"])

    def _width(self, graph: str, output: str) -> int:
        shapes: Sequence[Any] = self._sessions[graph].get_outputs()
        return int(next(one.shape[-1] for one in shapes if one.name == output))
