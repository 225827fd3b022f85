"""Reading and annotating article files under a fuzzer that looks for new ways through the code.

    pip install atheris==3.0.0
    python -m benchmarks.fuzz parser|header|marks|annotation [--seconds 600] [--corpus DIR]

The sample articles are what it starts from. An input that breaks a promise (a crash, an invalid
span, more than 50 µs a character to read or 5 ms to annotate) ends it with a traceback, and lies in
the corpus folder as `crash-…`; it belongs into tests/text or tests/nlp/test_any_article.py as an
example then. atheris is no dependency of the project: it has wheels for some systems only, and the
same promises are tested with Hypothesis (tests/text/test_any_content.py,
tests/nlp/test_any_article.py).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.language import Language

_ROOT = Path(__file__).resolve().parents[1]
# Not by an import statement: the checks of the project run without it.
_fuzzer: Any = import_module("atheris")

with _fuzzer.instrument_imports(include=["tasks.text", "tasks.nlp"]):
    from benchmarks.annotation_rules import check_annotation
    from tasks.annotate.at_the_model import annotate_article
    from tasks.nlp.pipeline import load
    from tasks.text.article import Article
    from tasks.text.header import read_header
    from tasks.text.marks import find_marks, stray_closings
    from tasks.text.paragraphs import paragraph_spans
    from tasks.text.parse import parse
    from tasks.text.restore import content_id, with_blocks

# Instrumented, code takes several times as long as it does else.
_SECONDS_A_CHARACTER = {"annotation": 5e-3}
_SECONDS_A_CHARACTER_READ = 50e-6
# Importing tables and warming up take their time with the first input.
_SECONDS_ALLOWED = 2.0
# So that what follows counts as German.
_GERMAN = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat.\n\n"


def read_file(raw: bytes) -> None:
    """Any bytes are an article with valid spans, or a rejection with a reason."""
    article = parse(raw)
    if not isinstance(article, Article):
        assert article.reason
        return
    assert content_id(article) == article.article_id
    assert with_blocks(article) == article
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        last = block.end


def read_top(raw: bytes) -> None:
    """A header ends within its file."""
    content = raw.decode("utf-8", "ignore")
    header = read_header(content)
    assert 0 <= header.start_of_text <= len(content)
    assert header.published.on is None or header.remark is None


def read_marks(raw: bytes) -> None:
    """Stretches in marks lie in their paragraphs and nest."""
    text = raw.decode("utf-8", "ignore")
    paragraphs = list(paragraph_spans(text))
    found = find_marks(text)
    for number, one in enumerate(found):
        for start, end in one.spans:
            assert any(first <= start < end <= last for first, last in paragraphs)
        assert one.parent is None or one.parent < number
    stray_closings(text, paragraphs)


def annotate(raw: bytes) -> None:
    """Every row of an article's annotation holds, whatever the article says."""
    article = parse((_GERMAN + raw.decode("utf-8", "ignore")).encode())
    if isinstance(article, Article):
        check_annotation(article, annotate_article(_model(), article))


@cache
def _model() -> Language:
    return load()


_TARGETS: dict[str, Callable[[bytes], None]] = {
    "parser": read_file,
    "header": read_top,
    "marks": read_marks,
    "annotation": annotate,
}


def main() -> None:
    """Fuzz one part of the program for a while."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=_TARGETS)
    parser.add_argument("--seconds", type=int, default=600, metavar="N")
    parser.add_argument("--corpus", type=Path, metavar="DIR")
    options = parser.parse_args()
    corpus = options.corpus or Path(tempfile.mkdtemp(prefix="wortlaut-fuzz-"))
    corpus.mkdir(parents=True, exist_ok=True)
    read = _TARGETS[options.target]
    a_character = _SECONDS_A_CHARACTER.get(options.target, _SECONDS_A_CHARACTER_READ)
    if options.target == "annotation":
        _model()

    def timed(raw: bytes) -> None:
        started = time.process_time()
        read(raw)
        spent = time.process_time() - started
        assert spent < _SECONDS_ALLOWED + a_character * len(raw), spent

    arguments = [
        sys.argv[0],
        str(corpus),
        str(_ROOT / "seeds"),
        f"-max_total_time={options.seconds}",
        f"-artifact_prefix={corpus}/",
        "-max_len=4096",
        "-print_final_stats=1",
    ]
    _fuzzer.Setup(arguments, timed)
    _fuzzer.Fuzz()


if __name__ == "__main__":
    main()
