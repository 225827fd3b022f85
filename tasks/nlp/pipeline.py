"""The language model as a spaCy pipeline: loading it, naming its version, running it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tasks import shipped
from tasks.checksums import CHECKSUMS, AlteredFileError, check_files

# The factories must be known before a pipeline is read, also where the package's entry points
# are not installed.
from tasks.nlp import (  # noqa: F401
    coreference,
    encoder,
    lemmas,
    names,
    parser,
    quotations,
    quotes,
    sentences,
    tagger,
)
from tasks.nlp.foreign import complete
from tasks.nlp.layout import set_blocks
from tasks.nlp.packages import is_model, no_model
from tasks.text.article import Block

DEFAULT_MODEL = shipped.MODEL
_RULES = Path(__file__).parent
# More than the largest of spaCy's German pipelines has: about forty files, half a gigabyte.
_MOST_ENTRIES = 2_000
_MOST_BYTES = 4_000_000_000
# Modules of `tasks.text` that the components read, directly or not; a test holds the list.
_TEXT_RULES = (
    "article",
    "block_rules",
    "blocks",
    "glyphs",
    "ids",
    "invisible",
    "known_names",
    "marks",
)


class ModelError(RuntimeError):
    """The language model is missing or damaged."""


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


def model_version(path: Path | None = None) -> str:
    """Name and version of the model, with a hash of its files and of this package's rules.

    Two models with one version give the same annotation for the same article. Raises ModelError
    where the folder holds no pipeline, or more than any pipeline has: it is read whole.
    """
    return _version((path or DEFAULT_MODEL).resolve())


@cache
def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    rules = [p for p in sorted(_RULES.rglob("*")) if p.suffix in {".py", ".tsv", ".txt"}]
    text_rules = [_RULES.parent / "text" / f"{name}.py" for name in _TEXT_RULES]
    for path in [*rules, *text_rules, *_model_files(folder)]:
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def _model_files(folder: Path) -> list[Path]:
    """The files of a pipeline but its card, in order; raises ModelError where it cannot be one."""
    if not is_model(folder):
        raise ModelError(no_model(folder))
    try:
        below = list(islice(folder.rglob("*"), _MOST_ENTRIES + 1))
        files = [path for path in sorted(below) if path.is_file() and path.suffix != ".md"]
        size = sum(path.stat().st_size for path in files)
    except OSError as error:
        raise ModelError(
            f"the language model in {folder} cannot be read ({error.strerror})"
        ) from error
    if len(below) > _MOST_ENTRIES or size > _MOST_BYTES:
        raise ModelError(
            f"the folder {folder} holds more than a language model has ({_MOST_ENTRIES:,} entries, "
            f"{_MOST_BYTES / 1e9:.0f} GB); name the folder of the model alone"
        )
    return files


def annotate_doc(nlp: Language, text: str, blocks: Iterable[Block]) -> Doc:
    """Run the pipeline over one article's text with its blocks."""
    doc = nlp.make_doc(text)
    set_blocks(doc, blocks)
    return nlp(doc)
