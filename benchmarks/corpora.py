"""Where the annotated corpora lie."""

from __future__ import annotations

import sys
from pathlib import Path

from annotated.folder import shared_folder


def corpora_folder() -> Path:
    """The folder with the corpora; ends the program with one sentence where there is none."""
    try:
        return shared_folder()
    except FileNotFoundError as error:
        sys.exit(str(error))
