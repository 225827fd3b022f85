"""The service itself: takes over what was left, runs what is due, hands over when it stops."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.settings import PREFECT_API_URL, PREFECT_HOME

from flows.deployments import NAMES, NIGHTLY
from flows.service.alterations import altered, clear, drop_armed_runs, note, strange_automations
from flows.service.notify import AUTOMATIONS, notify
from flows.service.recovery import (
    deployment_ids,
    end_cancelling,
    resume,
    runs_at_work,
    skip_overtaken,
)
from flows.service.server import Server, ServerError
from flows.unfinished import end_killed

logger = logging.getLogger("wortlaut")

# From pressing Run until the run starts: this, and the seconds that its process takes to start.
_POLL_SECONDS = 2.0
_TIDY_SECONDS = 20.0
_WATCH_SECONDS = 0.5
# A run that is stopped calls itself crashed, so that is no end.
_ENDED = (StateType.COMPLETED, StateType.FAILED, StateType.CANCELLED)
_STOP_SECONDS = 40.0


class ServiceError(RuntimeError):
    """The service cannot go on."""


class Service:
    """Deployments on a Prefect server, and the process that runs them.

    `server` is our own server, which is kept alive, or None where `PREFECT_API_URL` names another.
    """

    def __init__(
        self,
        deployments: Sequence[RunnerDeployment],
        *,
        notify_target: str | None,
        server: Server | None,
    ) -> None:
        self._deployments = deployments
        self._notify_target = notify_target
        self._server = server

    def run(self, stop: threading.Event) -> None:
        """Serve until `stop` is set or SIGTERM arrives; raises ServiceError when it cannot."""
        asyncio.run(self._run(stop))

    async def _run(self, stop: threading.Event) -> None:
        async with get_client() as client:
            try:
                await client.hello()
            except httpx.HTTPError as error:
                raise ServiceError(
                    f"the Prefect server at {PREFECT_API_URL.value()} does not answer ({error}); "
                    "start it, or unset PREFECT_API_URL to have one started"
                ) from error
            runner = Runner(
                name="wortlaut",
                query_seconds=_POLL_SECONDS,
                # Not before their time.
                prefetch_seconds=0,
                limit=None,
                pause_on_shutdown=False,
            )
            ids = await self._take_over(client, runner)
            await notify(client, self._notify_target, deployments=ids.values())
            running = asyncio.create_task(runner.start())
            watching = [
                asyncio.create_task(work)
                for work in (self._tidy(client, ids), self._keep_server(), _told(stop))
            ]
            await _until_started(runner, running)
            # The runner has set a handler of its own, which would end the process at once.
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
            print("stop with Ctrl-C", flush=True)
            done, _ = await asyncio.wait([running, *watching], return_when=asyncio.FIRST_COMPLETED)
            try:
                if not stop.is_set():
                    _raise_why(done)
            finally:
                for task in watching:
                    task.cancel()
                await self._hand_over(client, running, list(ids.values()))

    async def _take_over(self, client: PrefectClient, runner: Runner) -> dict[str, UUID]:
        """Register the deployments; settle what a service before this one left behind."""
        if strange := await strange_automations(client, AUTOMATIONS):
            _say(f"the server has automations that are not ours: {', '.join(map(repr, strange))}")
        state = PREFECT_HOME.value()
        for name in await asyncio.to_thread(end_killed, state):
            _say(f"the run {name!r} was killed and is crashed")
        changes = await altered(client, NAMES, state)
        for name, change in changes.items():
            await clear(client, name)
            _say(f"the deployment {name} is not as this service left it ({change}); it is restored")
        known = await deployment_ids(client, NAMES)
        for run in await drop_armed_runs(client, list(known.values())):
            _say(f"the run {run.name!r} brought settings of its own along and is cancelled")
        missed = await skip_overtaken(client, list(known.values()), keep=0)
        await end_cancelling(client, list(known.values()))
        ids = {
            f"{deployment.flow_name}/{deployment.name}": await runner.aadd_deployment(deployment)
            for deployment in self._deployments
        }
        await note(client, ids, state)
        going_on = await resume(
            client,
            await runs_at_work(client, list(ids.values())),
            why="the service ended during this run",
        )
        for run in going_on:
            _say(f"the run {run.name!r} was cut off; it goes on")
        nightly = ids[NIGHTLY]
        if missed and not any(run.deployment_id == nightly for run in going_on):
            _say(f"{len(missed)} scheduled runs were missed; one run makes up for them")
            await client.create_flow_run_from_deployment(nightly, tags=["catch-up"])
        return ids

    async def _tidy(self, client: PrefectClient, ids: dict[str, UUID]) -> None:
        """Keep scheduled runs from piling up behind one that takes longer than its period."""
        while True:
            await asyncio.sleep(_TIDY_SECONDS)
            try:
                for deployment in ids.values():
                    await skip_overtaken(client, [deployment], keep=1)
            except httpx.HTTPError as error:
                logger.warning("the Prefect server does not answer (%s)", error)

    async def _keep_server(self) -> None:
        """Start our server again when it has ended; runs go on meanwhile."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            if self._server is not None and not self._server.running:
                _say("the Prefect server has ended; starting it again")
                await asyncio.to_thread(self._server.start)
                _say(f"the Prefect server is back on {self._server.address}")

    async def _hand_over(
        self, client: PrefectClient, running: asyncio.Task[None], ids: list[UUID]
    ) -> None:
        """End the runs that are going on, so that the next service resumes them."""
        try:
            cut_off = await runs_at_work(client, ids)
            running.cancel()
            await asyncio.wait([running], timeout=_STOP_SECONDS)
            for run in cut_off:
                present = await client.read_flow_run(run.id)
                if present.state is not None and present.state.type in _ENDED:
                    continue
                await resume(client, [present], why="the service was stopped during this run")
                _say(f"the run {run.name!r} was cut off; it goes on when the service is back")
        except httpx.HTTPError as error:
            logger.warning("the Prefect server does not answer (%s)", error)


async def _until_started(runner: Runner, running: asyncio.Task[None]) -> None:
    while not runner.started:
        if running.done():
            raise ServiceError(f"runs cannot be taken up: {running.exception()}")
        await asyncio.sleep(0.05)


async def _told(stop: threading.Event) -> None:
    while not stop.is_set():
        await asyncio.sleep(_WATCH_SECONDS)


def _raise_why(done: set[asyncio.Task[Any]]) -> None:
    for task in done:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, ServerError):
            raise error
        raise ServiceError(
            f"the service ended by itself ({error}); start it again, what is staged is kept"
        ) from error


def _say(text: str) -> None:
    print(f"wortlaut: {text}", file=sys.stderr, flush=True)
