"""The encoder's vocabulary, cut down to the pieces that German text uses.

    python -m training.scripts.vocabulary WORK [--small]

Kept are all pieces seen at least three times in the corpora and speeches, and every piece of a
single character in any script: a word that was never seen falls apart into smaller pieces, and
none becomes unknown for want of a piece.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers

from annotated import bundestag, germeval, smartdata, uner
from annotated.corpus.folder import articles_of
from annotated.corpus.texts import wikinews_texts
from annotated.folder import shared_folder
from annotated.sentences import Sentence
from training.scripts.published_encoder import PublishedEncoder, read_encoder

_MARK = "▁"
_AT_LEAST = 3
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_WORD = re.compile(r"\w+|[^\w\s]")
_AT_ONCE = 20_000
_KEPT, _TOKENIZER = "kept.json", "tokenizer.json"


def main() -> None:
    """Cut the vocabulary and write it into the folder WORK, unless it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--small", action="store_true", help="look at GermEval alone")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if (options.work / _TOKENIZER).is_file():
        return
    try:
        published = read_encoder()
        kept = kept_pieces(published, shared_folder(), small=options.small)
    except FileNotFoundError as error:
        sys.exit(f"training: {error}")
    (options.work / _KEPT).write_text(json.dumps(kept), "utf-8")
    cut_tokenizer(published, kept).save(str(options.work / _TOKENIZER))
    print(f"{len(kept)} of {len(published.pieces)} pieces kept", flush=True)


def read_vocabulary(work: Path) -> tuple[list[int], Tokenizer]:
    """Numbers of the kept pieces in the published vocabulary, and the tokenizer over them."""
    kept: list[int] = json.loads((work / _KEPT).read_text("utf-8"))
    return kept, Tokenizer.from_file(str(work / _TOKENIZER))


def kept_pieces(encoder: PublishedEncoder, folder: Path, *, small: bool) -> list[int]:
    """Numbers of the kept pieces in the published vocabulary, ascending."""
    words: Counter[str] = Counter()
    sentences = germeval.sentences(folder, held_back=False)
    if not small:
        sentences += uner.sentences(folder)
    for sentence in sentences:
        # Tokenised corpora do not say what stood before a word, so both forms are kept.
        words.update(sentence.words)
    for text in _texts(folder, sentences, small=small):
        for match in _WORD.finditer(text):
            after_space = match.start() == 0 or text[match.start() - 1].isspace()
            words[(_MARK if after_space else "") + match.group()] += 1
    tokenizer = _tokenizer(
        [(p, float(s)) for p, s in zip(encoder.pieces, encoder.scores, strict=True)], encoder.unk
    )
    seen: Counter[int] = Counter()
    distinct = list(words)
    for start in range(0, len(distinct), _AT_ONCE):
        part = distinct[start : start + _AT_ONCE]
        for word, encoding in zip(
            part, tokenizer.encode_batch(part, add_special_tokens=False), strict=True
        ):
            for piece in encoding.ids:
                seen[piece] += words[word]
    singles = {
        number
        for number, piece in enumerate(encoder.pieces)
        if len(piece) == 1 or (len(piece) == 2 and piece[0] == _MARK)
    }
    special = {encoder.bos, encoder.eos, encoder.pad, encoder.unk}
    return sorted(
        {piece for piece, count in seen.items() if count >= _AT_LEAST} | singles | special
    )


def cut_tokenizer(encoder: PublishedEncoder, kept: list[int]) -> Tokenizer:
    """The tokenizer over the kept pieces, numbered from 0 in their order."""
    pieces = [(encoder.pieces[number], float(encoder.scores[number])) for number in kept]
    return _tokenizer(pieces, kept.index(encoder.unk))


def _tokenizer(pieces: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unknown))
    # As published: compatibility forms are composed; control and format characters drop out.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\p{Cc}\p{Cf}]"), "")]
    )
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def _texts(folder: Path, sentences: list[Sentence], *, small: bool) -> Iterator[str]:
    for sentence in sentences:
        yield from sentence.words
    if small:
        return
    for text, _ in smartdata.texts(folder):
        yield text
    for article in (*wikinews_texts(folder), *articles_of("train")):
        yield article.text
    yield from bundestag.lines(folder)


if __name__ == "__main__":
    main()
