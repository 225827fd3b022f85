"""The first run, once for all pages."""

import pytest

from tests.docs.first_run import FirstRun, first_run


@pytest.fixture(scope="session")
def documented_run(tmp_path_factory: pytest.TempPathFactory) -> FirstRun:
    """What the README's first command made and said; look at it only."""
    return first_run(tmp_path_factory.mktemp("docs"))
