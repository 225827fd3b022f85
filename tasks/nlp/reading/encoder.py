"""The encoder: one pass of a small transformer over an article, for all later components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path

from tasks.nlp.layers.readings import READINGS, Reading
from tasks.nlp.reading.graphs import open_graph
from tasks.nlp.reading.pieces import Pieces
from tasks.nlp.reading.windows import Window, cut_windows, piece_ends

_WEIGHTS = "encoder.onnx"
_PIECES = "tokenizer.json"


class Encoder:
    """Sets `doc.tensor`: float32, shape (tokens, width).

    A token's vector is that of its first piece; white space has zeros. Where the graph has a
    second output, that of a middle layer, the readings are left for the quotations. One window
    is read a call: dynamic quantisation scales by the whole input, so in a batch an article's
    vectors would depend on its neighbours.
    """

    def __init__(self, name: str = "wortlaut_encoder") -> None:
        self.name = name
        self._weights = b""
        self._pieces: Pieces | None = None
        self._session: onnxruntime.InferenceSession | None = None

    @property
    def pieces(self) -> Pieces:
        """The vocabulary. Raises ValueError where no model was read."""
        if self._pieces is None:
            raise ValueError("the encoder has no weights; load the pipeline from a model folder")
        return self._pieces

    def with_weights(self, weights: bytes) -> Encoder:
        """An encoder with the same vocabulary and another graph, to compare the two."""
        return Encoder(self.name)._set(weights, self.pieces.to_bytes())

    def __call__(self, doc: Doc) -> Doc:
        """Encode one doc."""
        ids, firsts = self.pieces.of_doc(doc)
        tokens = np.flatnonzero(firsts[1:] > firsts[:-1])
        firsts_of = firsts[tokens]
        tensor = np.zeros((len(doc), self.width), dtype=np.float32)
        readings = []
        for window, outputs in self._read(ids, piece_ends(doc, firsts.tolist())):
            start, end, keep_from, keep_to = np.searchsorted(
                firsts_of, [window.start, window.end, window.keep_from, window.keep_to]
            ).tolist()
            read = firsts_of[start:end] - window.start
            tensor[tokens[keep_from:keep_to]] = outputs[0][
                read[keep_from - start : keep_to - start]
            ]
            if len(outputs) > 1:
                vectors = np.concatenate([output[read] for output in outputs[::-1]], axis=1)
                readings.append(
                    Reading(tokens[start:end], vectors, keep_from - start, keep_to - start)
                )
        doc.tensor = tensor  # type: ignore[assignment]  # spaCy's stub says float64
        if len(self._open().get_outputs()) > 1:
            READINGS.write(doc, readings)
        return doc

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        width: int = self._open().get_outputs()[0].shape[-1]
        return width

    def encode(self, ids: NDArray[np.int64], ends: list[int]) -> NDArray[np.float32]:
        """Vectors of all pieces, shape (pieces, width); `ends` as in `cut_windows`."""
        vectors = np.zeros((len(ids), self.width), dtype=np.float32)
        for window, (found, *_) in self._read(ids, ends):
            kept = slice(window.keep_from, window.keep_to)
            vectors[kept] = found[window.keep_from - window.start : window.keep_to - window.start]
        return vectors

    def _read(
        self, ids: NDArray[np.int64], ends: list[int]
    ) -> Iterator[tuple[Window, list[NDArray[np.float32]]]]:
        """Windows and the graph's outputs for their pieces, each of shape (pieces, width)."""
        pieces, session = self.pieces, self._open()
        for window in cut_windows(len(ids), ends):
            framed = np.empty((1, window.end - window.start + 2), dtype=np.int64)
            framed[0, 0], framed[0, -1] = pieces.bos, pieces.eos
            framed[0, 1:-1] = ids[window.start : window.end]
            yield window, [output[0, 1:-1] for output in session.run(None, {"ids": framed})]

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and vocabulary into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _WEIGHTS).write_bytes(self._weights)
        if self._pieces is not None:
            (folder / _PIECES).write_bytes(self._pieces.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read weights and vocabulary from a folder. Raises ValueError where they are damaged.

        The session is made at once: damaged weights must show here, not article by article.
        """
        folder = ensure_path(path)
        self._set((folder / _WEIGHTS).read_bytes(), (folder / _PIECES).read_bytes())
        self._open()
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Weights and vocabulary, as spaCy sends them to its processes."""
        pieces = b"" if self._pieces is None else self._pieces.to_bytes()
        packed: bytes = srsly.msgpack_dumps({"weights": self._weights, "pieces": pieces})
        return packed

    def from_bytes(self, raw: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_bytes` wrote."""
        unpacked = srsly.msgpack_loads(raw)
        return self._set(unpacked["weights"], unpacked["pieces"])

    def __getstate__(self) -> dict[str, Any]:
        """A session cannot cross to another process; the other side opens its own."""
        return {"name": self.name, "raw": self.to_bytes()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["name"])  # type: ignore[misc]
        self.from_bytes(state["raw"])

    def _set(self, weights: bytes, pieces: bytes) -> Encoder:
        self._weights, self._session = weights, None
        self._pieces = Pieces.from_bytes(pieces) if pieces else None
        return self

    def _open(self) -> onnxruntime.InferenceSession:
        if self._session is None:
            self._session = open_graph(self._weights, "the encoder's")
        return self._session


@Language.factory("wortlaut_encoder", assigns=["doc.tensor", "doc._.readings"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    """An encoder without weights; they come from the model folder."""
    return Encoder(name)
