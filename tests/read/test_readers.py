"""The formats together: each has its reader and a name of its own."""

from importlib import import_module

import pytest

from tasks.read.format import Format
from tasks.read.readers import FORMATS


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_has_its_reader(form: Format) -> None:
    assert callable(import_module(form.reader).records)
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in form.suffixes)


def test_names_of_formats_differ() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
