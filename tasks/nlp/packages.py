"""Where an installed spaCy pipeline keeps its files."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path


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
