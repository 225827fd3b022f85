"""Prefect's database, as our server opens it: who writes waits for those who write."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from prefect.server.database.configurations import AioSqliteConfiguration
from prefect.server.database.dependencies import set_database_config
from prefect.server.utilities.database import get_dialect
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL
from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction


class _WritersInTurn(AioSqliteConfiguration):
    """Has every transaction ask for the right to write when it begins.

    Prefect's read first and ask when they write. If another has written in between, SQLite refuses
    that at once, however long it was told to wait, and who pressed Run in the browser gets the
    status 503. Of the 24 presses of `tests/flows/test_server.py`, 17 got it.
    """

    @asynccontextmanager
    async def begin_transaction(
        self, session: AsyncSession, with_for_update: bool = False
    ) -> AsyncGenerator[AsyncSessionTransaction, None]:
        """Begin a transaction that writes, after those that do."""
        async with super().begin_transaction(session, with_for_update=True) as transaction:
            yield transaction


def have_writers_wait() -> None:
    """Have the server of this process do so, if its database is SQLite's."""
    address = PREFECT_API_DATABASE_CONNECTION_URL.value()
    if get_dialect(address).name == "sqlite":
        set_database_config(_WritersInTurn(connection_url=address))
