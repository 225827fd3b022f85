"""The encoder and its heads in torch, as they are trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.scripts.labels import IGNORED
from training.scripts.published_encoder import PublishedEncoder

# Attention has no dropout: with it, torch leaves its fast path on a CPU.
DROPOUT = 0.1
# What int8 makes of a weight and of what goes in: see `export.quantise`.
_WEIGHT_STEPS, _INPUT_STEPS = 64, 255
_LEAST = 1e-8
WORD_DROPOUT = 0.2
ARC_WIDTH, RELATION_WIDTH = 192, 96
_NEVER = -1e4


class Layer(nn.Module):
    """One post-norm transformer layer; x has shape (windows, pieces, width)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.drop = nn.Dropout(DROPOUT)
        # Whether the layer reckons as its int8 form will.
        self.rounded = False

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """`mask` is true where a piece may be looked at, shape (windows, 1, 1, pieces)."""
        windows, pieces, width = x.shape
        q, k, v = (
            part.view(windows, pieces, self.heads, -1).transpose(1, 2)
            for part in self._linear(x, self.q, self.k, self.v)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        (out,) = self._linear(mixed.transpose(1, 2).reshape(windows, pieces, width), self.ao)
        x = self.aln(x + self.drop(out))
        (inner,) = self._linear(x, self.fi)
        (outer,) = self._linear(functional.gelu(inner), self.fo)
        return self.oln(x + self.drop(outer))

    def _linear(self, x: torch.Tensor, *parts: nn.Linear) -> list[torch.Tensor]:
        if not self.rounded:
            return [part(x) for part in parts]
        x = _rounded_input(x)
        return [functional.linear(x, _rounded_weight(part.weight), part.bias) for part in parts]


def _rounded_weight(weight: torch.Tensor) -> torch.Tensor:
    """A weight, shape (out, in), as int8 keeps it; its gradient is passed on unchanged."""
    with torch.no_grad():
        step = weight.abs().amax(dim=1, keepdim=True).clamp(min=_LEAST) / _WEIGHT_STEPS
        lost = (weight / step).round_().mul_(step).sub_(weight)
    return weight + lost


def _rounded_input(x: torch.Tensor) -> torch.Tensor:
    """What goes into a product, shape (windows, pieces, width), each window with its own range."""
    with torch.no_grad():
        lowest = x.amin(dim=(1, 2), keepdim=True).clamp(max=0)
        highest = x.amax(dim=(1, 2), keepdim=True).clamp(min=0)
        step = (highest - lowest).clamp(min=_LEAST) / _INPUT_STEPS
        zero = (-lowest / step).round_()
        lost = (x / step).round_().clamp_(-zero, _INPUT_STEPS - zero).mul_(step).sub_(x)
    return x + lost


class Encoder(nn.Module):
    """The published encoder with a cut-down vocabulary and some of its layers.

    Its word vectors stay as they are.
    """

    def __init__(
        self, published: PublishedEncoder, kept: list[int], layers: Sequence[int] | None = None
    ) -> None:
        super().__init__()
        tensors = {
            name: torch.from_numpy(np.ascontiguousarray(values))
            for name, values in published.tensors.items()
        }
        self.word = nn.Embedding.from_pretrained(tensors["emb.word"][kept], freeze=True)
        self.pos = nn.Parameter(tensors["emb.pos"] + tensors["emb.type"][0])
        self.ln = nn.LayerNorm(published.width, published.epsilon)
        self.ln.weight.data = tensors["emb.ln.w"].clone()
        self.ln.bias.data = tensors["emb.ln.b"].clone()
        self.drop = nn.Dropout(DROPOUT)
        chosen = range(published.layers) if layers is None else layers
        self.layers = nn.ModuleList(
            Layer(published.width, published.heads, published.inner, published.epsilon)
            for _ in chosen
        )
        for number, layer in zip(chosen, self.layers, strict=True):
            for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                module = getattr(layer, part)
                module.weight.data = tensors[f"l{number}.{part}.w"].clone()
                module.bias.data = tensors[f"l{number}.{part}.b"].clone()

    def round(self, wanted: bool) -> None:
        """From now on, reckon as the int8 form will, or as exactly as can be."""
        for layer in self.layers:
            layer.rounded = wanted

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Vectors, shape (windows, pieces, width), of piece numbers, shape (windows, pieces)."""
        (last,) = self.layers_of(ids, mask, [len(self.layers)])
        return last

    def layers_of(
        self, ids: torch.Tensor, mask: torch.Tensor | None, taps: Sequence[int]
    ) -> list[torch.Tensor]:
        """What these layers, numbered from 1 and in order, make of the pieces; as `forward`."""
        x = self.drop(self.ln(self.word(ids) + self.pos[: ids.shape[1]]))
        found = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number in taps:
                found.append(x)
        return found


@dataclass(frozen=True)
class Targets:
    """What a batch's words are, shape (windows, words); IGNORED where nothing is to be learnt.

    `classes` has one entry a linear head. `doubts` has probabilities instead, shape (windows,
    words, classes), zeros where nothing is to be learnt. `sentences` is -1 where there is no
    word. `styles` has shape (windows).
    """

    classes: Mapping[str, torch.Tensor]
    doubts: Mapping[str, torch.Tensor]
    governors: torch.Tensor
    relations: torch.Tensor
    sentences: torch.Tensor
    styles: torch.Tensor

    def to(self, device: torch.device) -> Targets:
        """The same on a device."""
        return Targets(
            {head: classes.to(device) for head, classes in self.classes.items()},
            {head: likely.to(device) for head, likely in self.doubts.items()},
            self.governors.to(device),
            self.relations.to(device),
            self.sentences.to(device),
            self.styles.to(device),
        )


class Heads(nn.Module):
    """Linear heads, and a biaffine one for the governors and relations of words.

    Treebanks differ in their habits. Each but the first has a vector that is added to its words'
    (Stymne et al. 2018), so that what is learnt of all is what the first would say.
    """

    def __init__(
        self, width: int, sizes: Mapping[str, int], relations: int, *, styles: int = 1
    ) -> None:
        super().__init__()
        # One matrix for all, which is far quicker than one a head.
        self.linear = nn.Linear(width, sum(sizes.values()))
        self.rows: dict[str, slice] = {}
        first = 0
        for name, size in sizes.items():
            self.rows[name] = slice(first, first + size)
            first += size
        self.arc_dependent = nn.Linear(width, ARC_WIDTH)
        self.arc_governor = nn.Linear(width, ARC_WIDTH)
        self.relation_dependent = nn.Linear(width, RELATION_WIDTH)
        self.relation_governor = nn.Linear(width, RELATION_WIDTH)
        # One more column and row: the biases.
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.relation = nn.Parameter(torch.zeros(relations, RELATION_WIDTH + 1, RELATION_WIDTH + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.relation, std=0.02)
        self.styles = nn.Embedding(styles, width, padding_idx=0)
        nn.init.zeros_(self.styles.weight)
        self.drop = nn.Dropout(WORD_DROPOUT)

    def losses(self, words: torch.Tensor, targets: Targets) -> dict[str, torch.Tensor]:
        """Summed loss of each head that has something to learn from the batch."""
        words = self.drop(words + self.styles(targets.styles)[:, None])
        found = {}
        scores = self.linear(words).flatten(0, 1)
        for name, classes in targets.classes.items():
            found[name] = functional.cross_entropy(
                scores[:, self.rows[name]],
                classes.flatten(),
                ignore_index=IGNORED,
                reduction="sum",
            )
        for name, likely in targets.doubts.items():
            logs = functional.log_softmax(scores[:, self.rows[name]], dim=-1)
            loss = -(likely.flatten(0, 1) * logs).sum()
            found[name] = found[name] + loss if name in found else loss
        parsed = targets.governors != IGNORED
        if bool(parsed.any()):
            found["arc"] = functional.cross_entropy(
                self.arcs(words, targets.sentences)[parsed],
                targets.governors[parsed],
                reduction="sum",
            )
            governors = targets.governors.clamp(min=0)
            scores = self.relations(words, governors)
            found["relation"] = functional.cross_entropy(
                scores[parsed], targets.relations[parsed], ignore_index=IGNORED, reduction="sum"
            )
        return found

    def scores(self, words: torch.Tensor, name: str) -> torch.Tensor:
        """Scores of a linear head's classes, shape (windows, words, classes)."""
        scores: torch.Tensor = self.linear(words)[..., self.rows[name]]
        return scores

    def arcs(self, words: torch.Tensor, sentences: torch.Tensor) -> torch.Tensor:
        """Scores of every word (last axis) as the governor of every word; its own for a root."""
        dependent = self.drop(functional.relu(self.arc_dependent(words)))
        governor = self.drop(functional.relu(self.arc_governor(words)))
        scores = _with_one(dependent) @ self.arc @ governor.transpose(1, 2)
        apart = sentences[:, :, None] != sentences[:, None, :]
        return scores.masked_fill(apart, _NEVER)

    def relations(self, words: torch.Tensor, governors: torch.Tensor) -> torch.Tensor:
        """Scores of every relation to the given governors, shape (windows, words, relations)."""
        dependent = _with_one(self.drop(functional.relu(self.relation_dependent(words))))
        governor = _with_one(self.drop(functional.relu(self.relation_governor(words))))
        chosen = governor.gather(1, governors[:, :, None].expand(-1, -1, governor.shape[-1]))
        return torch.einsum("bwi,rij,bwj->bwr", dependent, self.relation, chosen)


def _with_one(vectors: torch.Tensor) -> torch.Tensor:
    return torch.cat((vectors, torch.ones_like(vectors[..., :1])), dim=-1)
