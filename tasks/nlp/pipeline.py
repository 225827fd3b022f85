"""The language model as a spaCy pipeline: loading it and running it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tasks.machine import shipped
from tasks.machine.checksums import CHECKSUMS, AlteredFileError, check_files

# The factories must be known before a pipeline is read, also where the package's entry points
# are not installed.
from tasks.nlp.coreference import component as _coreference  # noqa: F401
from tasks.nlp.factuality import component as _factuality  # noqa: F401
from tasks.nlp.foreign import quotes as _quotes  # noqa: F401
from tasks.nlp.foreign.complete import complete
from tasks.nlp.layers.blocks import set_plain
from tasks.nlp.naming import component as _naming  # noqa: F401
from tasks.nlp.phrases import component as _phrases  # noqa: F401
from tasks.nlp.quotations import component as _quotations  # noqa: F401
from tasks.nlp.reading import (  # noqa: F401
    encoder,
    lemmas,
    names,
    parser,
    sentences,
    tagger,
)
from tasks.nlp.reading.packages import is_model, no_model
from tasks.nlp.speakers import component as _speakers  # noqa: F401
from tasks.nlp.version import DEFAULT_MODEL, ModelError
from tasks.text.article import Block
from tasks.text.plain import plain_of


def load(path: Path | None = None) -> Language:
    """The pipeline in `path`, or the shipped one, with everything that we read from a doc.

    A pipeline of ours is loaded only when its files have the hashes that lie beside them. Raises
    ModelError in one sentence.
    """
    folder = path or DEFAULT_MODEL
    if not is_model(folder):
        raise ModelError(no_model(folder))
    _check(folder)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(
            f"the language model in {folder} cannot be loaded ({' '.join(str(error).split())}); "
            f"{_remedy(folder)}"
        ) from error
    try:
        return complete(nlp)
    except ValueError as error:
        raise ModelError(f"the language model in {folder} cannot be used: {error}") from error


def _check(folder: Path) -> None:
    try:
        checked = check_files(folder)
    except AlteredFileError as error:
        raise ModelError(
            f"the language model in {folder} is damaged or was changed: {error}; {_remedy(folder)}"
        ) from error
    if not checked and folder == DEFAULT_MODEL:
        raise ModelError(
            f"the language model in {folder} has no {CHECKSUMS}, so nobody can say whether it is "
            f"whole; {_remedy(folder)}"
        )


def _remedy(folder: Path) -> str:
    return shipped.GET_AGAIN if folder == DEFAULT_MODEL else "make or fetch it again"


def annotate_doc(nlp: Language, text: str, blocks: Iterable[Block]) -> Doc:
    """Run the pipeline over the words of one article's text with its blocks.

    Characters of the doc are those of `doc._.plain`, which says where they stand in the text: what
    is not the article (`NOT_THE_ARTICLE`) and traces of its page are not in the doc.
    """
    return nlp(begun_doc(nlp, text, blocks))


def begun_doc(nlp: Language, text: str, blocks: Iterable[Block]) -> Doc:
    """The words of one article's text as the pipeline begins with them."""
    plain = plain_of(text, blocks)
    doc = nlp.make_doc(plain.text)
    set_plain(doc, plain)
    return doc
