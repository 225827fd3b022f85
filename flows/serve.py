"""`wortlaut serve`: the Prefect server, the deployments and the process that runs them."""

from __future__ import annotations

import argparse
import os
import sys
import threading

from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.deployments import ScheduleError, make_deployments
from flows.failure import MachineError
from flows.notify import NotifyError
from flows.parameters import ALLOWED_ROOTS, SEED_ROOTS, ParameterError
from flows.served import SERVICE
from flows.server import Server, ServerError
from flows.service import Service, ServiceError
from tasks.store.lock import WarehouseBusyError, service_lock


def serve(options: argparse.Namespace, stop: threading.Event) -> int:
    """Serve until `stop` is set or SIGTERM arrives; return the exit status."""
    try:
        _serve(options, stop)
    except (
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
    os.environ[SERVICE] = str(os.getpid())
    deployments = make_deployments(
        seeds=seeds,
        warehouse=warehouse,
        model=model,
        cron=options.cron,
        timezone=options.timezone,
    )
    with service_lock(warehouse):
        existing = PREFECT_API_URL.value()
        server = None if existing else Server(options.port, whole=True)
        address = existing or (server.api_url if server else "")
        try:
            if server is not None:
                print(f"wortlaut: starting Prefect on {server.address}", file=sys.stderr)
                server.start()
            os.environ["PREFECT_API_URL"] = address
            with temporary_settings({PREFECT_API_URL: address}):
                print(_introduction(options, address), flush=True)
                Service(deployments, notify_target=options.notify, server=server).run(stop)
        finally:
            if server is not None:
                server.stop()


def _introduction(options: argparse.Namespace, address: str) -> str:
    lines = {
        "UI": address.removesuffix("/api"),
        "nightly": f"{options.cron} ({options.timezone})",
        "seeds": options.seeds.resolve(),
        "warehouse": options.warehouse.resolve(),
    }
    return "\n".join(f"{label:<10} {value}" for label, value in lines.items())
