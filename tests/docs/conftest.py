"""The first run, once for all pages."""

from collections.abc import Iterator

import pytest

from tests.docs.first_run import FirstRun, first_run
from tests.docs.reader import short_folder


@pytest.fixture(scope="session")
def documented_run() -> Iterator[FirstRun]:
    """What the README's first command made and said; look at it only."""
    with short_folder() as folder:
        yield first_run(folder)
