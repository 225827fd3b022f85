"""From the published encoder and the corpora to the shipped model: `make train`.

    python -m training.scripts.train [--small]

Resumes from its checkpoint in `training/work/`. `--small` proves the chain on a few batches and
writes its model there instead of into `models/`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from tasks.nlp.names import TAGS
from tasks.nlp.pieces import Pieces
from training.scripts import corpora, export
from training.scripts.examples import (
    HEADS,
    Example,
    batches,
    from_sentence,
    smartdata_sentences,
    windows,
)
from training.scripts.network import Encoder
from training.scripts.package import write_pipeline
from training.scripts.published_encoder import PublishedEncoder, read_encoder
from training.scripts.vocabulary import cut_tokenizer, kept_pieces

VERSION = "0.1.0"
SEED = 0
WORK = Path(__file__).resolve().parents[1] / "work"
MODEL = Path(__file__).resolve().parents[2] / "models" / "de_wortlaut"

# Stage 1 mixes the corpora, stage 2 is GermEval alone.
SILVER_SENTENCES = 9000
MIXED_EPOCHS, LAST_EPOCHS = 2, 5
# Other corpora teach the encoder, but count half.
OTHER_WEIGHT = 0.5
ENCODER_RATE, HEAD_RATE, DECAY = 2e-4, 1e-3, 0.01
WARM_UP = 100
# The shipped weights are a running mean over about the last 500 steps.
MEAN_DECAY = 0.998
SMALL_STEPS = 8
_CHECKPOINT_SECONDS = 180
_SAID_EVERY = 50


def main() -> None:
    """Train, export, quantise, package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a few batches, to prove the chain")
    small = parser.parse_args().small
    try:
        folder = corpora.shared_folder()
        published = read_encoder()
    except FileNotFoundError as error:
        sys.exit(f"training: {error}")
    torch.manual_seed(SEED)
    work = WORK / ("small" if small else "full")
    work.mkdir(parents=True, exist_ok=True)
    kept = kept_pieces(published, folder, small=small)
    tokenizer = cut_tokenizer(published, kept)
    tokenizer.save(str(work / "tokenizer.json"))
    print(f"{len(kept)} of {len(published.pieces)} pieces kept", flush=True)
    plan = _plan(folder, Pieces(tokenizer), small=small)
    model = _Training(published, kept, tokenizer)
    model.run(plan, work / "checkpoint.pt", resume=not small)
    _write(model, published, work, work / "model" if small else MODEL)
    # Else the next run would go on from here instead of starting afresh.
    (work / "checkpoint.pt").unlink(missing_ok=True)


def _plan(folder: Path, pieces: Pieces, *, small: bool) -> list[list[Example]]:
    """All batches in order."""
    draw = random.Random(1)
    germeval = [from_sentence(0, s, pieces) for s in corpora.germeval(folder, held_back=False)]
    if small:
        return batches(windows(germeval[:200], draw), draw)[:SMALL_STEPS]
    silver = [from_sentence(1, s, pieces) for s in corpora.wikineural(folder)]
    smart = [from_sentence(2, s, pieces) for s in smartdata_sentences(folder)]
    draw.shuffle(silver)
    mixed = windows(silver[:SILVER_SENTENCES], draw) + windows(smart, draw)
    for _ in range(MIXED_EPOCHS):
        mixed += windows(germeval, draw)
    plan = batches(mixed, draw)
    for _ in range(LAST_EPOCHS):
        plan += batches(windows(germeval, draw), draw)
    return plan


class _Training:
    """The network, its optimizer and the running mean of its weights."""

    def __init__(self, published: PublishedEncoder, kept: list[int], tokenizer: Tokenizer) -> None:
        self.encoder = Encoder(published, kept)
        self.heads = nn.ModuleList(nn.Linear(published.width, len(TAGS)) for _ in HEADS)
        self.bos, self.eos, self.pad = (
            tokenizer.token_to_id(piece) for piece in ("<s>", "</s>", "<pad>")
        )
        learned = [p for p in self.encoder.parameters() if p.requires_grad]
        groups = [
            {
                "params": [p for p in learned if p.ndim > 1],
                "lr": ENCODER_RATE,
                "weight_decay": DECAY,
            },
            {"params": [p for p in learned if p.ndim < 2], "lr": ENCODER_RATE, "weight_decay": 0.0},
            {"params": list(self.heads.parameters()), "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.mean = {name: p.detach().clone() for name, p in self._named()}

    def run(self, plan: list[list[Example]], checkpoint: Path, *, resume: bool) -> None:
        """Go through all batches, from the checkpoint on where there is one."""
        first = self._resume(checkpoint) if resume and checkpoint.is_file() else 0
        self.encoder.train()
        started = saved = time.monotonic()
        total = 0.0
        for step in range(first, len(plan)):
            total += self._step(plan[step], step, len(plan))
            done = step + 1
            if done % _SAID_EVERY == 0 or done == len(plan):
                left = (time.monotonic() - started) / (done - first) * (len(plan) - done)
                said = total / min(_SAID_EVERY, done - first)
                print(f"{done}/{len(plan)} loss {said:.4f} {left / 60:.1f} min left", flush=True)
                total = 0.0
            if resume and time.monotonic() - saved > _CHECKPOINT_SECONDS:
                self._save(checkpoint, done)
                saved = time.monotonic()

    def averaged(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Weights of the encoder and of the shipped head, averaged."""
        encoder = {
            name: self.mean.get(f"encoder.{name}", values).float().numpy()
            for name, values in self.encoder.state_dict().items()
        }
        head = {
            "weights": self.mean["heads.0.weight"].numpy(),
            "bias": self.mean["heads.0.bias"].numpy(),
        }
        return encoder, head

    def _step(self, batch: list[Example], step: int, steps: int) -> float:
        rate = min(1.0, (step + 1) / WARM_UP) * max(0.02, min(1.0, (steps - step) / (0.75 * steps)))
        for group, full in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = full * rate
        vectors = self.encoder(*self._inputs(batch))
        loss = torch.zeros(())
        words = 0
        for row, example in enumerate(batch):
            if not example.firsts:
                continue
            scores = self.heads[example.head](vectors[row, 1:][example.firsts])
            weight = 1.0 if example.head == 0 else OTHER_WEIGHT
            loss = loss + weight * functional.cross_entropy(
                scores, torch.tensor(example.tags), reduction="sum"
            )
            words += len(example.firsts)
        loss = loss / max(1, words)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in self._named()], 1.0)
        self.optimizer.step()
        decay = min(MEAN_DECAY, step / (step + 10))
        with torch.no_grad():
            for name, values in self._named():
                self.mean[name].mul_(decay).add_(values, alpha=1 - decay)
        return loss.item()

    def _inputs(self, batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor | None]:
        length = max(len(example.ids) for example in batch) + 2
        ids = torch.full((len(batch), length), self.pad)
        for row, example in enumerate(batch):
            framed = [self.bos, *example.ids, self.eos]
            ids[row, : len(framed)] = torch.tensor(framed)
        read = ids != self.pad
        return ids, None if bool(read.all()) else read[:, None, None, :]

    def _named(self) -> list[tuple[str, nn.Parameter]]:
        named = [*self.encoder.named_parameters("encoder"), *self.heads.named_parameters("heads")]
        return [(name, values) for name, values in named if values.requires_grad]

    def _save(self, path: Path, step: int) -> None:
        state: dict[str, Any] = {
            "encoder": self.encoder.state_dict(),
            "heads": self.heads.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
            "step": step,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def _resume(self, path: Path) -> int:
        state = torch.load(path)
        self.encoder.load_state_dict(state["encoder"])
        self.heads.load_state_dict(state["heads"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean = state["mean"]
        print(f"going on from step {state['step']}", flush=True)
        return int(state["step"])


def _write(model: _Training, published: PublishedEncoder, work: Path, target: Path) -> None:
    encoder, head = model.averaged()
    graph = export.build(
        encoder, layers=published.layers, heads=published.heads, epsilon=published.epsilon
    )
    onnx.save(graph, work / "float32.onnx")
    export.quantise(work / "float32.onnx", work / "int8.onnx")
    np.savez(work / "head.npz", **head)
    for name, folder in (("int8", target), ("float32", work / "model-float32")):
        write_pipeline(
            folder,
            encoder=work / f"{name}.onnx",
            tokenizer=work / "tokenizer.json",
            head=work / "head.npz",
            version=VERSION,
        )
        print(f"{name} model written to {folder}", flush=True)


if __name__ == "__main__":
    main()
