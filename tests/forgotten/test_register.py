"""The register of what was forgotten is its owner's alone."""

from pathlib import Path

import pytest

from tasks.check import inspection
from tasks.forgotten.register import (
    FILE_NAME,
    ForeignRegisterError,
    RegisterError,
    keep_key,
    read_forgotten,
)
from tests.find.test_seed_oddities import without_rights


def test_a_register_that_may_not_be_read_is_its_owners_and_not_damaged() -> None:
    with without_rights() as folder:
        (folder / FILE_NAME).touch(mode=0)
        with pytest.raises(ForeignRegisterError) as told:
            read_forgotten(folder)
        (finding,) = inspection._compared(folder, [], {})
    sentence = str(told.value)
    assert f"{FILE_NAME}, which says what was forgotten, is" in sentence
    assert "who alone may read it; run this as" in sentence
    assert "backup" not in sentence
    assert (finding.check, finding.severity) == ("files not compared", "notice")
    assert FILE_NAME in finding.example


def test_a_damaged_register_is_to_be_put_back(tmp_path: Path) -> None:
    keep_key(tmp_path, read_forgotten(tmp_path))
    assert not read_forgotten(tmp_path).names
    (tmp_path / FILE_NAME).write_text("{")
    with pytest.raises(RegisterError, match="put it back from a backup"):
        read_forgotten(tmp_path)
