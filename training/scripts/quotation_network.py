"""The network for quotations in torch, as it is trained.

`Spans` goes on from two layers of the encoder and scores words; `Roles` reads one quotation with
the words around it. What they mean at run time stands in `tasks.nlp.quotations.network`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.features import SIZES
from tasks.nlp.quotations.network import LABELS, MEDIA, REGION_STARTS, ROLES
from training.scripts.network import Layer

# A type more than is shipped: what speeches call a message.
MESSAGE = len(TYPES)
KINDS = MESSAGE + 1
FEATURES = sum(SIZES.values())
# News and speeches: their guidelines differ, so each but the first has a vector.
STYLES = 2
NEAREST = 64
_REGION = int(REGION_STARTS[-1]) + KINDS
_NEVER = -1e4
_INPUT_DROPOUT, _OUTPUT_DROPOUT, _MEDIA_DROPOUT = 0.1, 0.2, 0.2
_MEDIA_WIDTH = 128
# So much certainty of a cue that there is none, in words.
NO_CUE = 0.3
ROLE_EPSILON = 1e-5


@dataclass(frozen=True)
class Sizes:
    """Widths and numbers of layers and heads; `taps` of the encoder's layers are read."""

    width: int
    taps: int
    layers: int
    heads: int
    inner: int
    role_width: int
    role_layers: int
    role_heads: int
    epsilon: float


class Spans(nn.Module):
    """Labels of words, for each type its own."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.mix = nn.Linear(width * sizes.taps, width)
        # At first, the first tap alone.
        nn.init.zeros_(self.mix.bias)
        nn.init.zeros_(self.mix.weight)
        with torch.no_grad():
            self.mix.weight[:, :width] = torch.eye(width)
        self.features = nn.Linear(FEATURES, width, bias=False)
        nn.init.normal_(self.features.weight, std=0.02)
        self.styles = nn.Embedding(STYLES, width, padding_idx=0)
        nn.init.zeros_(self.styles.weight)
        self.layers = nn.ModuleList(
            Layer(width, sizes.heads, sizes.inner, sizes.epsilon) for _ in range(sizes.layers)
        )
        self.nearness = nn.Parameter(torch.zeros(sizes.layers, sizes.heads, 2 * NEAREST + 1))
        self.labels = nn.Linear(width, KINDS * LABELS)
        self.transitions = nn.Parameter(torch.zeros(KINDS, LABELS, LABELS))
        # Which words are of any quotation's role: only there to learn from.
        self.noted = nn.Linear(width, len(ROLES) - 1)
        self.input_drop = nn.Dropout(_INPUT_DROPOUT)
        self.output_drop = nn.Dropout(_OUTPUT_DROPOUT)

    def forward(
        self, vectors: torch.Tensor, features: torch.Tensor, styles: torch.Tensor, pad: torch.Tensor
    ) -> torch.Tensor:
        """Hidden vectors, shape (windows, words, width).

        `vectors` has shape (windows, words, taps * width), `features` (windows, words, FEATURES)
        zeros and ones, `styles` (windows), `pad` (windows, words) true where there is no word.
        """
        x = self.mix(vectors) + self.features(features) + self.styles(styles)[:, None]
        x = self.input_drop(x)
        words = x.shape[1]
        apart = torch.arange(-(words - 1), words, device=x.device).clamp(-NEAREST, NEAREST)
        unread = pad[:, None, None, :] * _NEVER
        for layer, nearness in zip(self.layers, self.nearness, strict=True):
            row = nearness.index_select(1, apart + NEAREST)
            # Row i of the table has how near word j is, at j - i.
            near = row.unfold(-1, words, 1).flip(1)
            x = layer(x, near[None] + unread)
        return x

    def scores(self, hidden: torch.Tensor) -> torch.Tensor:
        """Scores of labels, shape (windows, words, KINDS, LABELS)."""
        scores: torch.Tensor = self.labels(self.output_drop(hidden))
        return scores.unflatten(-1, (KINDS, LABELS))


@dataclass(frozen=True)
class Regions:
    """What is read of quotations, each of shape (quotations, words).

    `words` are positions in the flat hidden vectors; `described` has one more axis: distance,
    place, sentence and type as rows of one table.
    """

    words: torch.Tensor
    described: torch.Tensor
    inside: torch.Tensor
    pad: torch.Tensor


class Roles(nn.Module):
    """Roles of the words around a quotation, and its medium."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.role_width
        self.draw = nn.Linear(sizes.width, width)
        self.region = nn.Linear(_REGION, width)
        nn.init.normal_(self.region.weight, std=0.1)
        self.norm = nn.LayerNorm(width, ROLE_EPSILON)
        self.layers = nn.ModuleList(
            Layer(width, sizes.role_heads, 4 * width, ROLE_EPSILON)
            for _ in range(sizes.role_layers)
        )
        self.roles = nn.Linear(width, len(ROLES))
        self.note = nn.Linear(width, 1)
        self.media = nn.Sequential(
            nn.Linear(3 * width, _MEDIA_WIDTH),
            nn.GELU(),
            nn.Dropout(_MEDIA_DROPOUT),
            nn.Linear(_MEDIA_WIDTH, len(MEDIA)),
        )
        self.drop = nn.Dropout(_OUTPUT_DROPOUT)

    def forward(self, hidden: torch.Tensor, regions: Regions) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of roles (quotations, words, ROLES) and media (quotations, MEDIA).

        `hidden` has shape (words, width): all words, flat.
        """
        quotations, words = regions.words.shape
        drawn = self.drop(hidden).index_select(0, regions.words.flatten())
        x = self.draw(drawn).view(quotations, words, -1)
        described = functional.embedding(regions.described, self.region.weight.T).sum(dim=2)
        x = self.norm(x + described + self.region.bias)
        unread = regions.pad[:, None, None, :] * _NEVER
        for layer in self.layers:
            x = layer(x, unread.expand(-1, layer.heads, words, -1))
        roles = self.roles(x)
        read = ~regions.pad
        inside = (regions.inside & read)[..., None].float()
        inner = (x * inside).sum(1) / inside.sum(1).clamp(min=1)
        notes = self.note(x).masked_fill(regions.pad[..., None], _NEVER).softmax(1)
        cue = (torch.sigmoid(roles[..., ROLES.index("cue")]) * read)[..., None]
        cued = (x * cue).sum(1) / (cue.sum(1) + NO_CUE)
        return roles, self.media(torch.cat([inner, (x * notes).sum(1), cued], dim=-1))
