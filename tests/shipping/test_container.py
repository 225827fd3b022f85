"""What the image is made of. Whether it works says `make container-check`."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
import srsly
from packaging.requirements import Requirement

from flows.cli.parser import parser
from shipping.runtime import runtime_lock

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE))


def test_the_image_gets_what_the_program_needs_and_not_what_develops_it() -> None:
    lock = runtime_lock(LOCK, PROJECT["dependencies"], project="wortlaut")
    names = pinned(lock)
    assert {Requirement(one).name for one in PROJECT["dependencies"]} <= names
    # Dependencies of dependencies, and both versions of what differs with Python's.
    assert {"starlette", "thinc", "justext"} <= names
    assert lock.count("\nnumpy==") == LOCK.count("\nnumpy==")
    assert not names & {"pytest", "mypy", "ruff", "playwright", "hypothesis", "prefect-dask"}
    assert not names & {"dbt-core", "dbt-duckdb", "mashumaro"}
    # Whatever is installed here and needed by something in it is in it, too.
    assert _needed_here(names) <= names
    for entry in re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry
        assert entry in LOCK


def _needed_here(names: set[str]) -> set[str]:
    from importlib.metadata import PackageNotFoundError, requires

    needed = set()
    for name in names:
        try:
            lines = requires(name) or []
        except PackageNotFoundError:  # for another platform
            continue
        for requirement in map(Requirement, lines):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed.add(re.sub(r"[-_.]+", "-", requirement.name).lower())
    return needed


@pytest.fixture(scope="module")
def service() -> dict[str, object]:
    composed = srsly.read_yaml(ROOT / "compose.yaml")
    (one,) = composed["services"].values()
    assert isinstance(one, dict)
    return one


def test_the_service_is_published_to_this_machine_alone(service: dict[str, object]) -> None:
    assert service["ports"] == ["127.0.0.1:4200:4200"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]


def test_the_command_of_the_service_is_understood(service: dict[str, object]) -> None:
    command = service["command"]
    assert isinstance(command, list)
    assert parser().parse_args(command).command == "serve"


def test_the_volumes_are_the_folders_of_the_image(service: dict[str, object]) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    (line,) = re.findall(r"^VOLUME (.*)$", dockerfile, flags=re.MULTILINE)
    volumes = service["volumes"]
    assert isinstance(volumes, list)
    assert [one.split(":")[1] for one in volumes] == json.loads(line)
    (user,) = re.findall(r"^USER (\d+):\d+$", dockerfile, flags=re.MULTILINE)
    assert int(user) > 0


def test_python_and_debian_of_the_image_are_ones_that_the_program_runs_on() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    versions = set(re.findall(r"^FROM python:(\d+\.\d+)-slim", dockerfile, flags=re.MULTILINE))
    assert len(versions) == 1
    assert ">=" + versions.pop() == PROJECT["requires-python"]
    assert sys.version_info >= (3, 11)
