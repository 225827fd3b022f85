"""Text that a trained model has annotated, to learn from: silver, where treebanks are gold.

    python -m training.scripts.silver WORK NAME MODEL [--names MODEL] [--sentences COUNT] [--small]

Names are those that both models together think likeliest, where a second one is given; what they
doubt is kept.

Texts are the articles of Wikinews and the pages that our corpus does not measure on, and speeches.
Writes WORK/NAME.jsonl.gz, a sentence a line, unless it is there.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from annotated import bundestag, smartdata
from annotated.corpus.check import text_hash
from annotated.corpus.folder import articles_of
from annotated.corpus.texts import held_back, wikinews_texts
from annotated.folder import shared_folder
from annotated.treebanks import Word
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.reading.names import TAGS
from tasks.nlp.reading.pieces import Pieces
from tasks.text.blocks import find_blocks
from training.scripts.examples import Example, from_tree, silver_file
from training.scripts.files import in_one_move
from training.scripts.labels import IGNORED, Labels
from training.scripts.package import without_quotations
from training.scripts.pools import NAMES, SILVER, Pools
from training.scripts.readers import read_all
from training.scripts.vocabulary import read_vocabulary

_FEW = 10
# One of so many pages of publishers, beside all articles of our corpus: a student hears no more.
_PAGES = 3
_SAID_EVERY = 500
_TAG = {tag: number for number, tag in enumerate(TAGS)}
# Shorter lines of speeches are calls and forms of address.
_LEAST_CHARACTERS = 300


def main() -> None:
    """Annotate news and speeches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("name", choices=SILVER)
    parser.add_argument("model", type=Path)
    parser.add_argument("--names", type=Path, help="another model whose names count as much")
    parser.add_argument("--speeches", type=int, default=500, help="so many paragraphs of speeches")
    parser.add_argument("--small", action="store_true", help="annotate a few articles")
    options = parser.parse_args()
    target = silver_file(options.work, options.name)
    if target.is_file():
        return
    folder = shared_folder()
    sources = _texts(folder, options.speeches)
    if options.small:
        sources = itertools.islice(sources, _FEW)
    with in_one_move(target) as new, gzip.open(new, "wt", encoding="utf-8") as lines:
        started = time.monotonic()
        opened = partial(_open, options.work, options.model, options.names)
        for number, examples in enumerate(read_all(sources, opened, _annotate), 1):
            lines.writelines(json.dumps(asdict(example)) + "\n" for example in examples)
            if number % _SAID_EVERY == 0:
                print(f"silver: {number} texts, {time.monotonic() - started:.0f} s", flush=True)


@dataclass(frozen=True)
class _Tools:
    """What a process annotates with."""

    nlp: Language
    others: list[Language]
    labels: Labels
    pieces: Pieces


def _open(work: Path, model: Path, names: Path | None) -> _Tools:
    _, tokenizer = read_vocabulary(work)
    pieces = Pieces(tokenizer)
    nlp = without_quotations(model)
    others = [] if names is None else [without_quotations(names)]
    labels = Pools(shared_folder(), pieces, work).labels
    return _Tools(nlp, others, labels, pieces)


def _texts(folder: Path, speeches: int) -> Iterator[str]:
    """News that is free and not measured on, then paragraphs of speeches, from all of them."""
    measured_on = held_back(folder)
    pages = (text for text, _ in itertools.islice(smartdata.texts(folder), 0, None, _PAGES))
    news = (article.text for article in (*wikinews_texts(folder), *articles_of("train")))
    # An article that we have annotated comes once.
    for text in dict.fromkeys(itertools.chain(news, pages)):
        if text_hash(text) not in measured_on:
            yield text
    lines = [line for line in bundestag.lines(folder) if len(line) > _LEAST_CHARACTERS]
    yield from lines[:: max(1, len(lines) // speeches)]


def _annotate(tools: _Tools, text: str) -> list[Example]:
    """The sentences of a text."""
    doc = annotate_doc(tools.nlp, text, find_blocks(text))
    doubts = _name_tags(tools.nlp, doc, tools.others)
    found = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        example = _example(words, tools, doubts) if words else None
        if example is not None:
            found.append(example)
    return found


def _name_tags(nlp: Language, doc: Doc, others: Sequence[Language]) -> NDArray[np.float32]:
    """Set a doc's names; probabilities of the tags, shape (tokens, tags).

    A tag is as likely as all models think on average, and that average counts as much as the
    names that come of it, which agree within an article.
    """
    names: Any = nlp.get_pipe("wortlaut_names")
    scores = [names.scores(doc)]
    for other in others:
        encoder: Any = other.get_pipe("wortlaut_encoder")
        theirs: Any = other.get_pipe("wortlaut_names")
        scores.append(theirs.scores(encoder(doc.copy())))
    names.annotate(doc, sum(scores) / len(scores))
    likely = np.mean(np.exp(scores), axis=0)
    decided = np.zeros_like(likely)
    tags = [_TAG[t.ent_iob_ if not t.ent_type_ else f"{t.ent_iob_}-{t.ent_type_}"] for t in doc]
    decided[np.arange(len(doc)), tags] = 1
    found: NDArray[np.float32] = (likely + decided) / 2
    return found


def _example(
    words: Sequence[Token],
    tools: _Tools,
    name_tags: NDArray[np.float32],
) -> Example | None:
    """A sentence, or None where a word has no piece."""
    number_of = {token.i: number for number, token in enumerate(words)}
    sentence = [
        Word(
            form=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            features=token.morph.to_dict(),
            unknown=frozenset(),
            head=-1 if token.head.i == token.i else number_of.get(token.head.i, IGNORED),
            relation="root" if token.head.i == token.i else token.dep_,
            space_after=bool(token.whitespace_) or _before_space(token),
        )
        for token in words
    ]
    example = from_tree(sentence, tools.labels, tools.pieces)
    if len(example.firsts) < len(words):
        return None
    # A joined particle is in the lemma, and no edit of the word makes it.
    del example.classes["lemma"]
    likely = name_tags[[token.i for token in words]]
    example.doubts[NAMES[0]] = [[round(float(p), 3) for p in word] for word in likely]
    return example


def _before_space(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().is_space


if __name__ == "__main__":
    main()
