"""A small warehouse of hand-made articles about one month, built."""

from datetime import date
from pathlib import Path

import pytest

from tasks.model.build import build_models
from tests.model.articles import Rows
from tests.once import once


@pytest.fixture(scope="session")
def march_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `march_2021` holds, as a built file; read it only."""

    def make(folder: Path) -> None:
        path = folder / "wortlaut.duckdb"
        march_2021().write(path)
        assert build_models(path).failures == ()
        path.chmod(0o444)

    return once(tmp_path_factory, "march", make) / "wortlaut.duckdb"


def march_2021() -> Rows:
    """Two women quoted on Nord Stream in March 2021; others at another time, or not on it."""
    rows = Rows()
    rows.entity("stream", "Nord Stream 2", "ORG")
    rows.entity("blum", "Anna Blum", "PER", "female")
    rows.entity("kern", "Ida Kern", "PER", "female")
    rows.entity("rau", "Ute Rau", "PER", "female")
    rows.entity("voss", "Jan Voss", "PER", "male")
    day = rows.article(
        "day",
        "Nord Stream 2 spaltet. Anna Blum sagte: „Nord Stream 2 kommt.“ "
        "Jan Voss sagte: „Blum irrt.“",
        date(2021, 3, 24),
        "day",
    )
    day.names("stream", "Nord Stream 2")
    day.names("blum", "Anna Blum", "Blum")
    day.names("voss", "Jan Voss")
    day.quotes("„Nord Stream 2 kommt.“", "blum", "Anna Blum")
    day.quotes("„Blum irrt.“", "voss", "Jan Voss")
    month = rows.article(
        "month", "Zu Nord Stream 2 sagte Ida Kern: „Abwarten.“", date(2021, 3, 1), "month"
    )
    month.names("stream", "Nord Stream 2")
    month.names("kern", "Ida Kern")
    month.quotes("„Abwarten.“", "kern", "Ida Kern")
    heard = rows.article(
        "heard", "„Kern und Blum schweigen“, hieß es am Abend.", date(2021, 3, 30), "day"
    )
    heard.names("kern", "Kern")
    heard.names("blum", "Blum")
    heard.quotes("„Kern und Blum schweigen“", None, "es")
    april = rows.article(
        "april", "Nord Stream 2: „Nein“, sagte Ute Rau zu Anna Blum.", date(2021, 4, 1), "day"
    )
    april.names("stream", "Nord Stream 2")
    april.names("rau", "Ute Rau")
    april.quotes("„Nein“", "rau", "Ute Rau")
    year = rows.article("year", "Nord Stream 2: „Ja“, sagte Ute Rau.", date(2021, 1, 1), "year")
    year.names("stream", "Nord Stream 2")
    year.names("rau", "Ute Rau")
    year.quotes("„Ja“", "rau", "Ute Rau")
    other = rows.article("other", "„Es regnet“, sagte Ute Rau.", date(2021, 3, 2), "day")
    other.names("rau", "Ute Rau")
    other.quotes("„Es regnet“", "rau", "Ute Rau")
    cold = rows.article(
        "cold",
        "Am 3. März kam sie. Es war spät.\n\nKalt sei es. Am 4. März sprach Dr. Kern vor 200 "
        "Leuten. "
        "„Es wird kalt. Sehr kalt“, sagte\nDr. Kern am 5. Abend. Alle gingen.",
        date(2021, 3, 5),
        "day",
    )
    cold.names("kern", "Kern")
    cold.quotes("„Es wird kalt. Sehr kalt“", "kern", "Dr. Kern")
    cold.quotes("Kalt sei es.", None)
    return rows
