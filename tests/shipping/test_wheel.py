"""Wheel and sdist hold what they should, and the wheel works where no clone is.

The wheel is really installed. Its dependencies are those of this environment, which takes seconds
instead of minutes; the clone that is installed there, too, stays out of sight.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tarfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from flows.service.server import free_port
from shipping.build import Release, build, tracked_files
from shipping.check import changelog_fault, faults
from tasks.link.version import link_version
from tasks.model.reports_version import reports_version
from tasks.nlp.version import model_version
from tests.once import once

ROOT = Path(__file__).resolve().parents[2]
# What a folder may hold that has nothing to do with this program.
FOREIGN = ("tasks.py", "flows.py", "random.py", "multiprocessing.py", "pickle.py")
VERSIONS = """
import json, flows, tasks, importlib.metadata
from tasks.link.version import link_version
from tasks.nlp.version import model_version
from tasks.model.reports_version import reports_version
print(json.dumps({
    "from": [flows.__file__, tasks.__file__],
    "version": importlib.metadata.version("wortlaut"),
    "versions": [model_version(), link_version(b""), reports_version()],
}))
"""


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own, and an empty folder to work in."""

    environment: Path
    folder: Path

    @property
    def packages(self) -> Path:
        (found,) = self.environment.glob("lib/python*/site-packages")
        return found

    def start(self, *arguments: str, **options: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.environment / "bin" / "wortlaut", *arguments],
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wortlaut(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run([self.environment / "bin" / "wortlaut", *arguments])

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        return self._run([self.environment / "bin" / "python", "-P", "-c", program])

    def _run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )

    @property
    def variables(self) -> dict[str, str]:
        """A newcomer's: nothing of the tests' own settings."""
        return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and time of change of every file of the wheel's packages and beside them."""
        return {
            str(path): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in self.environment.rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Wheel and sdist of the working tree."""
    folder = once(tmp_path_factory, "release", lambda folder: build(ROOT, folder))
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Release(wheel, sdist)


@pytest.fixture(scope="module")
def installed(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    top = tmp_path_factory.mktemp("fresh")
    environment, folder = top / "environment", top / "mein ordner"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    pip = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "install"]
    subprocess.run(
        [*pip, "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", release.wheel],
        check=True,
    )
    fresh = Installed(environment, folder)
    # A folder on the path, whose own .pth files, and so the clone's, are not read.
    (fresh.packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    folder.mkdir()
    for name in FOREIGN:
        (folder / name).write_text(f'raise SystemExit("{name} of the working directory")\n')
    yield fresh
    shutil.rmtree(top)


def test_wheel_and_sdist_hold_what_git_keeps_and_nothing_else(release: Release) -> None:
    assert faults(release, ROOT) == []


def test_what_a_wheel_or_sdist_lacks_alters_or_has_besides_is_said(
    release: Release, tmp_path: Path
) -> None:
    damaged = Release(tmp_path / release.wheel.name, tmp_path / release.sdist.name)
    top = release.sdist.name.removesuffix(".tar.gz")
    with ZipFile(release.wheel) as old, ZipFile(damaged.wheel, "w") as new:
        for name in old.namelist():
            if name == "tasks/sql/profiles.yml" or name.endswith(".onnx"):
                continue
            altered = name in ("tasks/model/task.py", f"{top}.dist-info/METADATA")
            new.writestr(name, b"Name: wortlaut\n" if altered else old.read(name))
        new.writestr("tasks/seeds/mein-artikel.txt", "Text")
    with tarfile.open(damaged.sdist, "w:gz") as packed:
        packed.add(ROOT / "LICENSE", f"{top}/PKG-INFO")
        packed.add(ROOT / "LICENSE", f"{top}/README.md")
        packed.add(ROOT / "Makefile", f"{top}/Makefile")
    said = "\n".join(faults(damaged, ROOT))
    for expected in (
        "whl lacks tasks/sql/profiles.yml",
        "whl lacks tasks/models/de_wortlaut/wortlaut_encoder/encoder.onnx",
        "whl: tasks/model/task.py is not tasks/model/task.py",
        "whl has tasks/seeds/mein-artikel.txt besides",
        "whl: None is not a valid metadata version",
        "gz lacks flows/cli/main.py",
        "gz: README.md is not the file of the repository",
        "gz has Makefile besides",
    ):
        assert expected in said


def test_only_articles_that_git_keeps_are_samples(release: Release) -> None:
    samples = {name for name in tracked_files(ROOT) if name.startswith("seeds/")}
    with ZipFile(release.wheel) as packed:
        shipped = {n.removeprefix("tasks/") for n in packed.namelist() if "/seeds/" in n}
    assert shipped == samples


@pytest.mark.parametrize(
    ("changelog", "fault"),
    [
        ("# Changelog\n\n## 0.2.0 (2026-11-28)\n\n## 0.1.0 (2026-10-01)\n", None),
        ("# Changelog\n\n## 0.2.0 (unreleased)\n", "'## 0.2.0 (unreleased)'"),
        ("# Changelog\n\n## 0.1.0 (2026-10-01)\n", "'## 0.1.0 (2026-10-01)'"),
        ("# Changelog\n", "'(none)'"),
    ],
)
def test_a_release_is_the_changelogs_newest(changelog: str, fault: str | None) -> None:
    said = changelog_fault(changelog, "0.2.0")
    assert said is None if fault is None else fault in str(said)


def test_an_installed_wheel_is_itself_and_equals_the_clone(installed: Installed) -> None:
    done = installed.python(VERSIONS)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert all(Path(file).is_relative_to(installed.packages) for file in told["from"])
    assert installed.wortlaut("--version").stdout == f"wortlaut {told['version']}\n"
    # So a warehouse that the clone has filled is not annotated, linked or built anew.
    assert told["versions"] == [model_version(), link_version(b""), reports_version()]


def test_a_newcomer_gets_from_an_empty_folder_to_a_report(installed: Installed) -> None:
    before = installed.files()
    none = installed.wortlaut("run")
    assert none.returncode == 1
    assert "let 'wortlaut sample' make one" in none.stderr.strip().splitlines()[-1]
    sample = installed.wortlaut("sample")
    assert sample.returncode == 0, sample.stderr
    again = installed.wortlaut("sample")
    assert (again.returncode, "seeds is not empty" in again.stderr) == (1, True)
    # Three are enough for every step.
    for article in sorted((installed.folder / "seeds").rglob("*.txt"))[3:]:
        article.unlink()

    done = installed.wortlaut("run", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "3 found, 3 new" in done.stdout
    count = "select count(*) as articles from articles"
    counted = installed.wortlaut("sql", "--format", "json", count)
    assert json.loads(counted.stdout) == [{"articles": 3}], counted.stderr
    name = json.loads(
        installed.wortlaut(
            "sql", "--format", "json", "select name from entities where label = 'PER' limit 1"
        ).stdout
    )[0]["name"]
    assert name in installed.wortlaut("why", name).stdout
    report = installed.wortlaut("report")
    assert report.returncode == 0, report.stderr
    assert (installed.folder / "warehouse" / "report" / "index.html").is_file()
    article = next((installed.folder / "seeds").rglob("*.txt"))
    annotated = installed.wortlaut("annotate", str(article))
    assert json.loads(annotated.stdout)["quotes"], annotated.stderr
    check = installed.wortlaut("check")
    assert check.returncode == 0, check.stdout + check.stderr
    _serve(installed)
    # What is installed may be another user's, or on a file system that nobody may write.
    assert installed.files() == before


def _serve(installed: Installed) -> None:
    """The service comes up, shows its pages and goes."""
    port = free_port()
    service = installed.start("serve", "--port", str(port))
    try:
        deadline = time.monotonic() + 240
        while True:
            assert service.poll() is None, service.communicate()
            assert time.monotonic() < deadline, "it does not answer"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5):
                    break
            except OSError:
                time.sleep(0.5)
        assert list((installed.folder / "warehouse" / ".prefect" / "ui").rglob("index.html"))
        service.send_signal(signal.SIGINT)
        assert service.wait(120) == 0, service.communicate()
    finally:
        if service.poll() is None:
            os.killpg(service.pid, signal.SIGKILL)
        service.communicate()
