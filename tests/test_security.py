"""What must not stand in the code, and what files must not allow."""

import ast
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = [path for folder in ("tasks", "flows") for path in sorted((ROOT / folder).rglob("*.py"))]
UNPACKS_CODE = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
# The names in these statements are those of tables declared in this module's package.
DECLARED = {"erasure.py", "heal.py", "linking.py", "records.py", "warehouse.py"}


def nodes(module: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(module.read_text("utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_unpacks_or_runs_what_it_reads(module: Path) -> None:
    for node in nodes(module):
        if isinstance(node, ast.Import):
            assert not UNPACKS_CODE & {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in UNPACKS_CODE
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                assert node.func.id not in RUNS_TEXT, node.lineno
            for keyword in node.keywords:
                assert keyword.arg not in ("allow_pickle", "shell"), node.lineno


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_statement_is_put_together_from_what_was_read(module: Path) -> None:
    for node in nodes(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("execute", "executemany", "sql")
            and node.args
            and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        ):
            assert module.name in DECLARED, (module, node.lineno)


def test_what_a_run_makes_nobody_else_may_write(tmp_path: Path) -> None:
    program = (
        "import os; os.umask(0); from pathlib import Path; from flows import environment; "
        "environment.prepare_single_run(Path('lager')); Path('lager/a').touch(); "
        "Path('lager/b').mkdir()"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    modes = {name: stat.S_IMODE((tmp_path / "lager" / name).stat().st_mode) for name in "ab"}
    assert modes == {"a": 0o664, "b": 0o775}
    assert stat.S_IMODE((tmp_path / "lager" / ".prefect").stat().st_mode) == 0o700
