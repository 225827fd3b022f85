"""What trained components keep, and how they keep it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import ensure_path

_ARRAYS = "weights.npz"
_LABELS = "labels.json"


class Trained:
    """Arrays by name, and labels: names of classes by what they are classes of.

    Goes to disk and to other processes as spaCy asks of a component.
    """

    def __init__(self) -> None:
        self.arrays: dict[str, NDArray[np.float32]] = {}
        self.labels: dict[str, list[str]] = {}

    def fill(self, arrays: dict[str, NDArray[np.float32]], labels: dict[str, list[str]]) -> Self:
        """Take weights and labels; components derive from them what they need."""
        self.arrays, self.labels = arrays, labels
        return self

    def scores_of_classes(self, doc: Doc) -> NDArray[np.float32]:
        """What a linear head says of `doc.tensor`, shape (tokens, classes).

        Its arrays are `weights`, shape (classes, width), and `bias`.
        """
        vectors = np.asarray(doc.tensor, dtype=np.float32)
        found: NDArray[np.float32] = vectors @ self.arrays["weights"].T + self.arrays["bias"]
        return found

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write arrays and labels into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _ARRAYS).write_bytes(self._packed())
        srsly.write_json(folder / _LABELS, self.labels)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote. Raises ValueError where it is damaged."""
        folder = ensure_path(path)
        return self.fill(
            _unpacked((folder / _ARRAYS).read_bytes()), srsly.read_json(folder / _LABELS)
        )

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Arrays and labels, as spaCy sends them to its processes."""
        packed: bytes = srsly.msgpack_dumps({"arrays": self._packed(), "labels": self.labels})
        return packed

    def from_bytes(self, raw: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_bytes` wrote."""
        unpacked = srsly.msgpack_loads(raw)
        return self.fill(_unpacked(unpacked["arrays"]), unpacked["labels"])

    def _packed(self) -> bytes:
        packed = io.BytesIO()
        np.savez(packed, **self.arrays)  # type: ignore[arg-type]  # its stub forgets the names
        return packed.getvalue()


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log probabilities from scores, along the last axis."""
    level = scores - scores.max(axis=-1, keepdims=True)
    found: NDArray[np.float32] = level - np.log(np.exp(level).sum(axis=-1, keepdims=True))
    return found


def _unpacked(raw: bytes) -> dict[str, NDArray[np.float32]]:
    with np.load(io.BytesIO(raw)) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}
