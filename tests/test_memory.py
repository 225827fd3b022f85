"""What happens without memory: a limit of the operating system, in a process of its own."""

import subprocess
import sys

PROGRAM = """
import resource
import psutil
from tasks.annotate import annotate_articles
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


def test_a_lack_of_memory_convicts_no_article() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, check=True
    )
    assert said.stdout == "no memory\n"
