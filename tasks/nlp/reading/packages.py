"""Where an installed spaCy pipeline keeps its files."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

_CONFIG = "config.cfg"


def is_model(folder: Path) -> bool:
    """Whether the folder holds a spaCy pipeline, by the one file that every pipeline has."""
    return (folder / _CONFIG).is_file()


def no_model(folder: Path) -> str:
    """What to say of a folder that holds none."""
    return (
        f"there is no language model in {folder}; fetch the whole repository again, or name a "
        "spaCy pipeline, its folder or its installed package, with --model"
    )


def model_folder(model: Path) -> Path:
    """The folder of a pipeline that is given by its folder or by the name of its package.

    `de_core_news_lg` is the folder inside the package of that name, where it is installed; what
    names no such package is returned as it is.
    """
    if model.exists() or not model.name.isidentifier() or model.name != str(model):
        return model
    spec = find_spec(model.name)
    if spec is None or spec.origin is None:
        return model
    package = Path(spec.origin).parent
    try:
        meta = json.loads((package / "meta.json").read_text("utf-8"))
        return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError):
        return model
