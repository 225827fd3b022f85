"""A batch of examples as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from tasks.nlp.reading.pieces import Pieces
from training.scripts.examples import Example
from training.scripts.labels import IGNORED
from training.scripts.network import Targets


@dataclass(frozen=True)
class Frame:
    """Numbers of the pieces that frame a window and fill a batch."""

    bos: int
    eos: int
    pad: int
    unknown: int

    @property
    def last(self) -> int:
        """The last of these; the pieces of words have higher numbers."""
        return max(self.bos, self.eos, self.pad, self.unknown)


def frame_of(tokenizer: Tokenizer) -> Frame:
    """The numbers that the vocabulary step has given them."""
    pieces = Pieces(tokenizer)
    pad = tokenizer.token_to_id("<pad>")
    assert pad is not None  # the vocabulary step puts it there
    return Frame(pieces.bos, pieces.eos, pad, pieces.unknown)


@dataclass(frozen=True)
class Batch:
    """Piece numbers (windows, pieces), what of them is read, first pieces (windows, words)."""

    ids: torch.Tensor
    mask: torch.Tensor | None
    firsts: torch.Tensor
    targets: Targets

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return Batch(
            self.ids.to(device),
            None if self.mask is None else self.mask.to(device),
            self.firsts.to(device),
            self.targets.to(device),
        )

    def words(self, vectors: torch.Tensor) -> torch.Tensor:
        """Vectors of the words, shape (windows, words, width), of those of the pieces."""
        return vectors.gather(1, self.firsts[:, :, None].expand(-1, -1, vectors.shape[-1]))


def make_batch(examples: Sequence[Example], frame: Frame) -> Batch:
    """Pad the examples to the longest."""
    pieces = max(len(example.ids) for example in examples) + 2
    words = max(1, *(len(example.firsts) for example in examples))
    ids = torch.full((len(examples), pieces), frame.pad)
    firsts = torch.zeros((len(examples), words), dtype=torch.long)
    heads = dict.fromkeys(head for example in examples for head in example.classes)
    tables = {
        name: torch.full((len(examples), words), IGNORED)
        for name in ("governors", "relations", *heads)
    }
    sentences = torch.full((len(examples), words), -1)
    styles = torch.tensor([example.style for example in examples])
    doubts: dict[str, torch.Tensor] = {}
    for row, example in enumerate(examples):
        framed = [frame.bos, *example.ids, frame.eos]
        ids[row, : len(framed)] = torch.tensor(framed)
        count = len(example.firsts)
        if not count:
            continue
        firsts[row, :count] = torch.tensor(example.firsts) + 1
        sentences[row, :count] = torch.tensor(example.sentences)
        tables["governors"][row, :count] = torch.tensor(example.governors)
        tables["relations"][row, :count] = torch.tensor(example.relations)
        for head, classes in example.classes.items():
            tables[head][row, :count] = torch.tensor(classes)
        for head, likely in example.doubts.items():
            if head not in doubts:
                doubts[head] = torch.zeros((len(examples), words, len(likely[0])))
            doubts[head][row, :count] = torch.tensor(likely)
    read = ids != frame.pad
    governors, relations = tables.pop("governors"), tables.pop("relations")
    return Batch(
        ids,
        None if bool(read.all()) else read[:, None, None, :],
        firsts,
        Targets(tables, doubts, governors, relations, sentences, styles),
    )
