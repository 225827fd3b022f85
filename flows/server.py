"""The Prefect server that a run from the terminal reports to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL, temporary_settings


@contextmanager
def prefect_server() -> Iterator[None]:
    """The server that `PREFECT_API_URL` names, else one of our own.

    Left to itself, Prefect starts such a server in every worker process as well; here they all
    learn the address of the one.
    """
    if PREFECT_API_URL.value():
        yield
        return
    server = SubprocessASGIServer()
    # It stops when this program exits, after Prefect has sent its last log lines.
    server.start()
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield
