"""What happens without memory: a limit of the operating system, in a process of its own."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import resource
import psutil
from tasks.annotate.at_the_model import annotate_articles
from tasks.nlp.pipeline import load
from tasks.text.parse import parse

nlp = load()
short, long = (parse(f"Der Rat tagte.{' Das ist neu.' * n}".encode()) for n in (3, 15_000))
assert len(annotate_articles(nlp, [short])[0]) == 1
limit = psutil.Process().memory_info().vms + 40_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    print(annotate_articles(nlp, [long]))
except MemoryError as error:
    print("no memory")
"""


def said_by(program: str) -> str:
    """What a program of Python prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_a_lack_of_memory_convicts_no_article() -> None:
    assert said_by(PROGRAM) == "no memory\n"


GRAPH = """
import resource
import psutil
from tasks.nlp.reading.graphs import open_graph
from tasks.nlp.version import DEFAULT_MODEL

weights = (DEFAULT_MODEL / "wortlaut_encoder" / "encoder.onnx").read_bytes()
limit = psutil.Process().memory_info().vms + 20_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    open_graph(weights, "the encoder's")
except MemoryError as error:
    print("no memory")
"""


def test_a_lack_of_memory_is_not_a_damaged_model() -> None:
    assert said_by(GRAPH) == "no memory\n"


def test_a_run_that_may_not_have_the_memory_says_so_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    program = Path(sys.executable).with_name("wortlaut")
    said = subprocess.run(
        ["sh", "-c", 'ulimit -v 1000000; exec "$0" "$@"', str(program), "run", "--seeds",
         str(tmp_path / "seeds"), "--warehouse", str(tmp_path / "warehouse")],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "1.0 GB of address space" in said.stderr
    assert "2.5 GB or more, then run again" in said.stderr
    assert not (tmp_path / "warehouse").exists()
