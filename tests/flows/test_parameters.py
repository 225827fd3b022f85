import os
from datetime import date
from pathlib import Path

import pytest

from flows import parameters as form
from flows.parameters import ParameterError


@pytest.fixture
def roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seed folder and a place for models that runs may name, and a folder that they may not."""
    for name in ("seeds", "models", "outside"):
        (tmp_path / name / "m").mkdir(parents=True)
        (tmp_path / name / "m" / "config.cfg").touch()
    allowed = (tmp_path / "seeds", tmp_path / "models")
    monkeypatch.setenv(form.ALLOWED_ROOTS, os.pathsep.join(map(str, allowed)))
    monkeypatch.setenv(form.SEED_ROOTS, str(tmp_path / "seeds"))
    return tmp_path


def test_a_model_within_the_allowed_folders_is_taken(roots: Path) -> None:
    assert form.model_folder(roots / "models" / ".." / "models" / "m") == roots / "models" / "m"
    assert form.model_folder(None) is None


@pytest.mark.parametrize("way", ["models/../outside/m", "models/link", "models/link/../m"])
def test_dots_and_links_lead_no_model_out_of_the_allowed_folders(roots: Path, way: str) -> None:
    (roots / "models" / "link").symlink_to(roots / "outside" / "m")
    with pytest.raises(ParameterError, match=r"model folder .*/outside/m is outside the folders"):
        form.model_folder(roots / way)


@pytest.mark.parametrize("way", ["seeds/m", "models/../seeds/m", "models/link"])
def test_a_model_below_the_seed_folder_is_refused(roots: Path, way: str) -> None:
    (roots / "models" / "link").symlink_to(roots / "seeds" / "m")
    with pytest.raises(ParameterError, match="which is no place for models"):
        form.model_folder(roots / way)


def test_the_seed_folder_of_the_run_is_no_place_for_models_either(
    roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(form.SEED_ROOTS)
    with pytest.raises(ParameterError, match="which is no place for models"):
        form.model_folder(roots / "models" / "m", seeds=roots / "models")


def test_a_folder_without_a_model_is_refused_before_anything_in_it_is_read(roots: Path) -> None:
    with pytest.raises(ParameterError, match="there is no language model in"):
        form.model_folder(roots / "models")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "schleife"])
def test_what_cannot_be_a_folder_is_one_sentence(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(form.ALLOWED_ROOTS, raising=False)
    (tmp_path / "schleife").symlink_to("schleife")
    for exists in (True, False):
        try:
            form.folder(tmp_path / name, "seed folder", exists=exists)
        except ParameterError as error:
            assert "\0" not in str(error)
            assert "name another" in str(error)
        else:
            assert not exists
            assert name != "a\0b"


def test_days_that_cannot_be_meant_are_refused() -> None:
    form.check_since(date(2026, 11, 28), date(2026, 11, 28))
    form.check_since(None, date(2026, 11, 28))
    with pytest.raises(ParameterError, match="since 2026-11-29, for today is 2026-11-28"):
        form.check_since(date(2026, 11, 29), date(2026, 11, 28))
    form.check_window(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ParameterError, match="name the earlier day first"):
        form.check_window(date(2026, 1, 2), date(2026, 1, 1))
