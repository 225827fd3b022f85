"""The formats together: none stands alone, and none is forgotten by those that look for files."""

from importlib import import_module

import pytest

from tasks.find.suffixes import ARTICLE_SUFFIXES, is_article_file
from tasks.read.format import Format
from tasks.read.readers import FORMATS


def test_files_of_every_format_are_looked_for_and_no_others() -> None:
    known = {suffix for form in FORMATS for suffix in form.suffixes}
    assert known | {".txt", ".zip"} == ARTICLE_SUFFIXES | {".txt", ".zip"}
    assert is_article_file("a/B.CSV.gz")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_has_its_reader(form: Format) -> None:
    assert callable(import_module(form.reader).records)
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in form.suffixes)


def test_names_of_formats_differ() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
