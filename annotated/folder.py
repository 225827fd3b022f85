"""Where the annotated corpora lie."""

from __future__ import annotations

import os
from pathlib import Path


def shared_folder() -> Path:
    """The folder with the corpora. Raises FileNotFoundError with what to do."""
    root = Path(__file__).resolve().parents[1]
    folder = Path(os.environ.get("WORTLAUT_SHARED", root.parent / "shared")) / "corpora"
    if not folder.is_dir():
        raise FileNotFoundError(
            f"the corpora are not in {folder}; set WORTLAUT_SHARED to the folder that holds "
            "'corpora/' (training/README.md says where they come from)"
        )
    return folder
