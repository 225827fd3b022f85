"""The version of a language model: what it does, in a name.

Imports no spaCy: whoever hands out work needs the version, and leaves the model to its workers.
"""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import islice
from pathlib import Path

from tasks.machine import shipped
from tasks.nlp.reading.packages import is_model, no_model
from tasks.nlp.rules_version import RULES_VERSION
from tasks.text import blocks, known_names

DEFAULT_MODEL = shipped.MODEL
_WORDS = Path(__file__).parent / "german" / "words"
# More than the largest of spaCy's German pipelines has: about forty files, half a gigabyte.
_MOST_ENTRIES = 2_000
_MOST_BYTES = 4_000_000_000


class ModelError(RuntimeError):
    """The language model is missing or damaged."""


def model_version(path: Path | None = None) -> str:
    """Name of the model, with a hash of its files, of the word lists and of the rules' version.

    Two models with one version give the same annotation for the same article. Raises ModelError
    where the folder holds no pipeline, or more than any pipeline has: it is read whole.
    """
    return _version((path or DEFAULT_MODEL).resolve())


@cache
def _version(folder: Path) -> str:
    digest = hashlib.sha256(f"rules {RULES_VERSION}\n".encode())
    for path in [
        *sorted(_WORDS.iterdir()),
        *known_names.FILES,
        *blocks.FILES,
        *_model_files(folder),
    ]:
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
