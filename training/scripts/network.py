"""The encoder and its heads in torch, as they are trained."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.scripts.published_encoder import PublishedEncoder

# Attention has no dropout: with it, torch leaves its fast path on a CPU.
DROPOUT = 0.1


class Layer(nn.Module):
    """One post-norm transformer layer; x has shape (windows, pieces, width)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """`mask` is true where a piece may be looked at, shape (windows, 1, 1, pieces)."""
        windows, pieces, width = x.shape
        q, k, v = (
            linear(x).view(windows, pieces, self.heads, -1).transpose(1, 2)
            for linear in (self.q, self.k, self.v)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(mixed.transpose(1, 2).reshape(windows, pieces, width))))
        return self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """The published encoder with a cut-down vocabulary; its word vectors stay as they are."""

    def __init__(self, published: PublishedEncoder, kept: list[int]) -> None:
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
        self.layers = nn.ModuleList(
            Layer(published.width, published.heads, published.inner, published.epsilon)
            for _ in range(published.layers)
        )
        for number, layer in enumerate(self.layers):
            for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                module = getattr(layer, part)
                module.weight.data = tensors[f"l{number}.{part}.w"].clone()
                module.bias.data = tensors[f"l{number}.{part}.b"].clone()

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Vectors, shape (windows, pieces, width), of piece numbers, shape (windows, pieces)."""
        x = self.drop(self.ln(self.word(ids) + self.pos[: ids.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        return x
