"""Every column that the report shows has a heading in both languages."""

import pytest

from tasks.report.tables import TABLES
from tasks.report.words import wordings

COLUMNS = sorted({column.name for table in TABLES for column in table.columns})


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_has_a_heading(name: str) -> None:
    assert {name, f"{name}.column"} & wordings().keys()
