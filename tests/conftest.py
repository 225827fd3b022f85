"""What tests share: the shipped model, loaded once, the folder of real articles, a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from spacy.language import Language

from flows import environment
from tests.once import ROOT as SHARED_ROOT
from tests.once import once, shared_root

environment.prepare()

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _root(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ[SHARED_ROOT] = str(shared_root(tmp_path_factory))


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


@pytest.fixture(scope="session")
def sample_warehouse(
    tmp_path_factory: pytest.TempPathFactory, nlp: Language, sample_articles: Path
) -> Path:
    """The warehouse of the sample articles, built and tested; read it only."""
    from tests.sample import build_sample

    def make(folder: Path) -> None:
        path, built = build_sample(sample_articles, folder, nlp)
        assert built.failures == ()
        path.chmod(0o444)

    return once(tmp_path_factory, "sample", make) / "wortlaut.duckdb"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        # Prefect draws the graph of a run by WebGL, at which no test looks: without a graphics card
        # that costs as much of the processor as the run.
        options.append("--disable-3d-apis")
        chromium = playwright.chromium.launch(executable_path=program, args=options)
        yield chromium
        chromium.close()
