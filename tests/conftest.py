"""What tests share: the shipped model, loaded once, and the folder of the real article."""

import os
from pathlib import Path

import pytest
from spacy.language import Language

from flows import environment

environment.prepare()

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped language model."""
    from tasks.nlp.pipeline import load

    return load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and corpora; tests that use it skip where it is absent."""
    folder = Path(os.environ.get("WORTLAUT_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder of real articles is not here")
    return folder


@pytest.fixture(scope="session")
def sample_articles() -> Path:
    """The sample articles of the project."""
    return ROOT / "seeds"
