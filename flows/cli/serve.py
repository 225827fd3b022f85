"""`wortlaut serve`: the Prefect server, the deployments and the process that runs them."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import sys
import threading

from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_HOME,
    temporary_settings,
)

from flows.begin import SERVICE
from flows.deployments import ScheduleError, make_deployments
from flows.failure import MachineError, told_plainly
from flows.options.declared import WAREHOUSE
from flows.parameters import (
    ALLOWED_ROOTS,
    ALLOWED_SCHEDULERS,
    SEED_ROOTS,
    ParameterError,
)
from flows.service.auth_string import VARIABLE as AUTH_STRING
from flows.service.auth_string import AuthStringError, kept_auth_string
from flows.service.login import login_address
from flows.service.notify import NotifyError, check_target
from flows.service.runner import Service, ServiceError
from flows.service.server import Server, ServerError
from tasks.console import terminal
from tasks.forget.records import erase_marked
from tasks.store.lock import WarehouseBusyError, service_lock


def serve(options: argparse.Namespace, stop: threading.Event) -> int:
    """Serve until `stop` is set or SIGTERM arrives; return the exit status."""
    try:
        _serve(options, stop)
    except (
        AuthStringError,
        MachineError,
        NotifyError,
        ParameterError,
        ScheduleError,
        ServerError,
        ServiceError,
        WarehouseBusyError,
    ) as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    print("wortlaut: stopped", file=sys.stderr)
    return 0


def _serve(options: argparse.Namespace, stop: threading.Event) -> None:
    seeds, warehouse = options.seeds.resolve(), options.warehouse.resolve()
    model = None if options.model is None else options.model.resolve()
    named = [] if model is None else [model]
    # Flow processes read these from the environment.
    roots = [seeds, warehouse, *named, *(folder.resolve() for folder in options.allow)]
    os.environ[ALLOWED_ROOTS] = os.pathsep.join(map(str, roots))
    os.environ[SEED_ROOTS] = str(seeds)
    os.environ[ALLOWED_SCHEDULERS] = " ".join(options.dask_schedulers)
    os.environ[SERVICE] = str(os.getpid())
    deployments = make_deployments(
        seeds=seeds,
        warehouse=warehouse,
        model=model,
        keep_days=options.keep_days,
        cron=options.cron,
        timezone=options.timezone,
    )
    with service_lock(warehouse):
        existing = PREFECT_API_URL.value()
        server = None if existing else _own_server(options)
        address = existing or (server.api_url if server else "")
        erase_marked(warehouse)
        try:
            if server is not None:
                print(f"wortlaut: starting Prefect on {server.address}", file=sys.stderr)
                server.start()
            os.environ["PREFECT_API_URL"] = address
            settings = {PREFECT_API_URL: address}
            if server is not None:
                settings[PREFECT_API_AUTH_STRING] = os.environ[AUTH_STRING]
            with temporary_settings(settings):
                asyncio.run(check_target(options.notify))
                ui = address.removesuffix("/api") if server is None else _to_open(server, options)
                print(_introduction(options, ui), flush=True)
                Service(deployments, notify_target=options.notify, server=server).run(stop)
        finally:
            if server is not None:
                server.stop()


def _own_server(options: argparse.Namespace) -> Server:
    with told_plainly():
        auth_string = kept_auth_string(PREFECT_HOME.value())
    # For the processes of flows.
    os.environ[AUTH_STRING] = auth_string
    return Server(
        options.port,
        whole=True,
        auth_string=auth_string,
        host=options.host,
        public_url=options.public_url,
    )


def _to_open(server: Server, options: argparse.Namespace) -> str:
    """What to open in the browser: on a terminal, which nobody else reads, with a code."""
    again = "wortlaut login"
    if options.warehouse != WAREHOUSE.default:
        again += f" --warehouse {shlex.quote(str(options.warehouse))}"
    if terminal.is_terminal(sys.stdout):
        address = login_address(PREFECT_HOME.value())
        return f"{address}\n           (opens once, within ten minutes; for another: {again})"
    return f"{server.public_url} (log in with: {again})"


def _introduction(options: argparse.Namespace, ui: str) -> str:
    lines = {
        "UI": ui,
        "nightly": f"{options.cron} ({options.timezone})",
        "seeds": options.seeds.resolve(),
        "warehouse": options.warehouse.resolve(),
    }
    return "\n".join(f"{label:<10} {value}" for label, value in lines.items())
