import io
import os
import pickle
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import spacy

from tasks.machine.checksums import CHECKSUMS, AlteredFileError, check_files, write_checksums
from tasks.nlp.pipeline import load
from tasks.nlp.version import DEFAULT_MODEL, ModelError, model_version
from training.scripts.package import write_folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(DEFAULT_MODEL, folder)
    return folder


def test_the_version_of_a_folder_that_holds_no_model_reads_nothing_of_it(tmp_path: Path) -> None:
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(2**35)
    with pytest.raises(ModelError, match="there is no language model in"):
        model_version(tmp_path)
    (tmp_path / "config.cfg").touch()
    with pytest.raises(ModelError, match="holds more than a language model has"):
        model_version(tmp_path)


def test_a_folder_of_very_many_files_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").touch()
    for number in range(2100):
        (tmp_path / f"{number}.bin").touch()
    with pytest.raises(ModelError, match="holds more than a language model has"):
        model_version(tmp_path)


def test_the_shipped_model_has_the_hashes_that_the_repository_keeps() -> None:
    assert check_files(DEFAULT_MODEL)


def test_the_hashes_can_be_checked_without_this_program(model: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS], cwd=model, check=False
    )
    assert checked.returncode == 0


@pytest.mark.parametrize("change", ["one bit", "cut", "gone", "swapped", "added"])
def test_a_model_that_is_not_the_one_written_is_not_loaded(model: Path, change: str) -> None:
    file = model / "wortlaut_names" / "weights.npz"
    if change == "one bit":
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 1
        file.write_bytes(raw)
    elif change == "cut":
        os.truncate(file, file.stat().st_size - 1)
    elif change == "gone":
        file.unlink()
    elif change == "swapped":
        shutil.copy(model / "wortlaut_lemmas" / "weights.npz", file)
    else:
        (model / "wortlaut_names" / "more.json").write_text("{}")
    with pytest.raises(
        ModelError, match=r"damaged or was changed: wortlaut_names/.*; make or fetch"
    ):
        load(model)


def test_an_edited_model_card_is_no_other_model(model: Path) -> None:
    (model / "README.md").write_text("# Anders")
    assert check_files(model)


@pytest.mark.parametrize("line", ["quatsch", "0  ../fremd", "0  /etc/passwd", "\0"])
def test_a_list_that_names_what_is_not_in_the_folder_is_refused(model: Path, line: str) -> None:
    with (model / CHECKSUMS).open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(AlteredFileError, match="a line that is none of its own"):
        check_files(model)


def test_another_pipeline_needs_no_hashes(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path)
    assert not check_files(tmp_path)


def test_whatever_writes_a_model_writes_its_hashes(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    write_folder(nlp, tmp_path)
    assert check_files(tmp_path)
    nlp.add_pipe("sentencizer")
    write_folder(nlp, tmp_path)
    assert check_files(tmp_path)
    assert "sentencizer" in (tmp_path / CHECKSUMS).read_text()


class Evil:
    """Makes a file when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.mark.parametrize(
    "file",
    [
        "wortlaut_names/weights.npz",
        "wortlaut_quotations/transitions.npy",
        "vocab/vectors",
        "vocab/lookups.bin",
        "tokenizer",
    ],
)
def test_no_file_of_a_model_can_run_code(model: Path, tmp_path: Path, file: str) -> None:
    trace = tmp_path / "spur"
    evil = np.empty(1, dtype=object)
    evil[0] = Evil(trace)
    packed = io.BytesIO()
    if file.endswith("npz"):
        np.savez(packed, weights=evil, bias=evil)
    elif file.endswith(("npy", "vectors")):
        np.save(packed, evil)
    else:
        packed.write(pickle.dumps(Evil(trace)))
    (model / file).write_bytes(packed.getvalue())
    write_checksums(model)
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(model)
    assert not trace.exists()
