"""Deployments of the service beside those of others, and what is altered while it is away."""

import os
import subprocess
from pathlib import Path

from flows.service.auth_string import VARIABLE
from tests.flows.conftest import PROGRAM
from tests.flows.service import Service

ROOT = Path(__file__).resolve().parents[3]


FLOWS = ("nightly", "reannotate", "check", "report")


FIELDS = ("entrypoint", "path", "pull_steps", "work_pool_name", "paused", "parameters")


LATER = {"type": "SCHEDULED", "state_details": {"scheduled_time": "2099-01-01T00:00:00Z"}}


ATTACK = {"pull_steps": [{"prefect.deployments.steps.run_shell_script": {"script": "id"}}]}


def test_a_work_pool_of_ones_own_lives_beside_the_service(service: Service, folder: Path) -> None:
    before = {name: service.ask(f"deployments/name/{name}/wortlaut") for name in FLOWS}
    environment = os.environ | {
        "PREFECT_API_URL": service.api,
        VARIABLE: service.auth_string,
        "PREFECT_HOME": str(folder / "pool"),
    }
    for command in (
        ["work-pool", "create", "--type", "process", "wortlaut"],
        ["--no-prompt", "deploy", "--all"],
    ):
        done = subprocess.run(
            [PROGRAM[0], "-m", "prefect", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    for name in FLOWS:
        now = service.ask(f"deployments/name/{name}/wortlaut")
        # The server says nothing for no pull steps in two ways.
        assert [now[field] or None for field in FIELDS] == [
            before[name][field] or None for field in FIELDS
        ]
        own = service.ask(f"deployments/name/{name}/wortlaut-pool")
        assert own["work_pool_name"] == "wortlaut"


def test_what_was_altered_while_the_service_was_away_is_told_and_put_back(service: Service) -> None:
    before = {name: service.ask(f"deployments/name/{name}/wortlaut") for name in FLOWS}
    nightly = f"deployments/{before['nightly']['id']}"
    service.ask(nightly, {**ATTACK, "work_pool_name": "wortlaut", "paused": True}, "PATCH")
    service.ask(f"deployments/{before['check']['id']}", {"entrypoint": "os:system"}, "PATCH")
    service.ask(f"deployments/{before['report']['id']}", method="DELETE")
    armed = {"job_variables": {"env": {"PYTHONPATH": "/tmp"}}, "state": LATER}
    run = service.ask(f"{nightly}/create_flow_run", armed)["id"]
    trigger = {
        "type": "event",
        "expect": ["what.never.happens"],
        "posture": "Reactive",
        "threshold": 1,
        "within": 0,
    }
    service.ask(
        "automations/", {"name": "strange", "trigger": trigger, "actions": [{"type": "do-nothing"}]}
    )
    assert service.stop() == 0
    service.start()
    said = "\n".join(service.said)
    for words in (
        "nightly/wortlaut is not as this service left it (altered: pull steps, work pool, pause)",
        "check/wortlaut is not as this service left it (altered: entry point)",
        "report/wortlaut is not as this service left it (it was deleted)",
        "brought settings of its own along and is cancelled",
        "automations that are not ours: 'strange'",
    ):
        assert words in said
    for name in FLOWS:
        now = service.ask(f"deployments/name/{name}/wortlaut")
        # The server says nothing for no pull steps in two ways.
        assert [now[field] or None for field in FIELDS] == [
            before[name][field] or None for field in FIELDS
        ]
    assert service.state(run)["type"] == "CANCELLED"
    assert service.stop() == 0
    service.start()
    assert not any("is not as this service left it" in line for line in service.said)
