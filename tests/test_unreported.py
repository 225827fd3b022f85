"""Nothing that we import reports to anybody, and nothing is fetched."""

import ast
import os
import re
import stat
import tempfile
from pathlib import Path

import pytest

import tasks
from flows.cli.telemetry import remove_kept_reports
from tasks.store.connection import connect
from tests.test_layers import ROOT, imports, modules
from tests.trace import strangers

PACKAGES = ("flows", "tasks", "annotated", "training", "benchmarks")


def test_whoever_imports_onnxruntime_has_imported_what_silences_it() -> None:
    """A package's first module runs before all others in it."""
    assert tasks.UNREPORTED["ORT_DISABLE_TELEMETRY"] == os.environ["ORT_DISABLE_TELEMETRY"] == "1"
    ours = [f.name for f in ROOT.iterdir() if f.name[0] != "." and f.name != "warehouse"]
    importing = [m for m in modules(*ours) if "onnxruntime" in re.split(r"\W", m.read_text())]
    found = [
        module.relative_to(ROOT)
        for module in importing
        if any(name.partition(".")[0] == "onnxruntime" for name in imports(module))
    ]
    assert found
    assert {path.parts[0] for path in found} <= set(PACKAGES)
    for package in PACKAGES[:1] + PACKAGES[2:]:
        assert "tasks" in set(imports(ROOT / package / "__init__.py"))


def test_what_silences_libraries_is_set_before_any_is_imported() -> None:
    tree = ast.parse((ROOT / "tasks" / "__init__.py").read_text())
    named = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    assert named == {"gc", "os"}  # both are of the interpreter itself
    assert not [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def test_only_one_module_connects_to_duckdb_and_it_fetches_no_extension() -> None:
    for module in modules("tasks"):
        if module.name != "connection.py":
            assert "duckdb.connect" not in module.read_text("utf-8"), module
    with connect() as connection:
        (row,) = connection.sql("select current_setting('autoinstall_known_extensions')").fetchall()
        assert row == (False,)
    profile = (ROOT / "sql" / "profiles.yml").read_text("utf-8")
    assert "autoinstall_known_extensions: false" in profile


SESSION = "1795879710695.63\na061b1aa-7224-d700-5c90-b8cebb63244f\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder and a temporary one with what onnxruntime keeps, and another's file."""
    folder = tmp_path / "cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db"):
        (folder / name).touch()
    (folder.parent / "deviceid").write_text("another program's")
    (tmp_path / ".ses").write_text(SESSION)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return folder


def test_what_an_earlier_release_kept_for_reports_is_removed_once(
    kept: Path, tmp_path: Path
) -> None:
    (tmp_path / ".prefect").mkdir()
    (tmp_path / ".prefect" / "prefect.db").touch()
    removed = remove_kept_reports(tmp_path)
    assert {path.name for path in removed} == {"deviceid", "onnxruntime.db", ".ses"}
    assert not kept.exists()
    assert (kept.parent / "deviceid").read_text() == "another program's"
    (tmp_path / ".ses").write_text(SESSION)
    assert remove_kept_reports(tmp_path) == [], "what other programs make since is theirs"


def test_nothing_is_removed_for_a_new_warehouse_and_nothing_that_looks_different(
    kept: Path, tmp_path: Path
) -> None:
    (tmp_path / "new" / ".prefect").mkdir(parents=True)
    assert remove_kept_reports(tmp_path / "new") == []
    assert (kept / "deviceid").exists()
    (tmp_path / "old" / ".prefect").mkdir(parents=True)
    (tmp_path / "old" / "wortlaut.duckdb").touch()
    (tmp_path / ".ses").write_text("a session of another program\n")
    (kept / "deviceid").unlink()
    (kept / "deviceid").symlink_to(tmp_path / ".ses")
    removed = remove_kept_reports(tmp_path / "old")
    assert [path.name for path in removed] == ["onnxruntime.db"]
    assert (tmp_path / ".ses").exists()
    assert stat.S_ISLNK((kept / "deviceid").lstat().st_mode)


def test_a_trace_knows_what_leaves_the_machine() -> None:
    quiet = [
        '1 connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0',
        "1 connect(3, {sa_family=AF_INET, sin_port=htons(4200), "
        'sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
        '1 sendto(3, ""..., 8, MSG_NOSIGNAL, NULL, 0) = 8',
    ]
    loud = [
        "1 connect(3, {sa_family=AF_INET, sin_port=htons(53), "
        'sin_addr=inet_addr("127.0.0.53")}, 16) = 0',
        '1 sendto(3, ""..., 4, 0, {sa_family=AF_INET, sin_port=htons(9), '
        'sin_addr=inet_addr("192.0.2.7")}, 16) = 4',
        "1 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), "
        'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1',
    ]
    assert strangers([*quiet, *loud]) == loud
