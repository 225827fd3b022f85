"""A service in a folder that other accounts may enter, anew for each module.

It is traced where a module says so: a traced one takes several times the processor.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.service import Service
from tests.trace import SILENCED, Trace


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that every account may enter, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="wortlaut-access-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def trace(folder: Path) -> Trace:
    return Trace(folder / "kept")


@pytest.fixture(scope="module")
def service(
    request: pytest.FixtureRequest, folder: Path, sample_articles: Path
) -> Iterator[Service]:
    """A service on two articles; with `TRACED` in its module, traced."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for path in sorted(sample_articles.rglob("20*.txt"))[:2]:
        shutil.copy(path, seeds / path.name)
    if not getattr(request.module, "TRACED", False):
        running = Service(seeds, folder / "wh")
        running.start()
        yield running
        if running.running:
            running.stop()
        return
    trace = request.getfixturevalue("trace")
    # What an earlier release left.
    (folder / "wh" / ".prefect").mkdir(parents=True)
    (folder / "wh" / ".prefect" / "prefect.db").touch()
    _leave_reports(trace)
    running = Service(
        seeds,
        folder / "wh",
        environment=trace.environment,
        without=SILENCED,
        before=trace.before,
    )
    running.start()
    yield running
    if running.running:
        running.stop()
    assert trace.strangers() == []


def _leave_reports(trace: Trace) -> None:
    _ = trace.before
    cache = trace.folder / "home" / ".cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    cache.mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db", "onnxruntime.db-wal"):
        (cache / name).touch()
    session = trace.folder / "temporary" / ".ses"
    session.write_text("1795879710695.63\na061b1aa-7224-d700-5c90-b8cebb63244f\n")
