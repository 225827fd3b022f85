"""Names in bylines."""

import pytest

from tasks.read.fields.authors import authors_of


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Von Anna Kern und Jan Boll", ("Anna Kern", "Jan Boll")),
        ("Von Anna Kern; von Jan Boll", ("Anna Kern", "Jan Boll")),
        ("Georg von Holtz, Ruby Bybee", ("Georg von Holtz", "Ruby Bybee")),
        ("Von: Clara von Ahn / Ole Dirks", ("Clara von Ahn", "Ole Dirks")),
        ("Kern, Anna", ("Kern, Anna",)),
        ("Anna Kern, dpa", ("Anna Kern",)),
        (" ", ()),
    ],
)
def test_names_are_told_apart_and_stay_whole(byline: str, authors: tuple[str, ...]) -> None:
    assert authors_of(byline, ("dpa",)) == authors
