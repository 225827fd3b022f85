"""The SQL models of a warehouse built by `dbt build`, and as a night builds them: seconds.

    python -m benchmarks.models [WAREHOUSE]

Each builds a copy of the published file (of `warehouse`, where no other folder is given), twice:
the processor's seconds of the process and of what it starts, seconds, and peak memory. dbt's are
those of one command, which finds nothing parsed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.results import write_results

_ROOT = Path(__file__).resolve().parents[1]
_PROGRAMS = {
    "by dbt": "from tasks.model.dbt_build import dbt_build; dbt_build(path, folder=path.parent)",
    "compiled": "from tasks.model.build import build_models; print(build_models(path))",
}
_TIMES = 2


def main() -> None:
    """Build, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path, nargs="?", default=Path("warehouse"))
    published = parser.parse_args().warehouse / "wortlaut.duckdb"
    figures = [measured(name, published) for _ in range(_TIMES) for name in _PROGRAMS]
    for figure in figures:
        print(", ".join(f"{what}: {value}" for what, value in figure.items()))
    print(f"written to {write_results('models', {'builds': figures})}")


def measured(name: str, published: Path) -> dict[str, str | float]:
    """One build in a process of its own, with the imports that it needs."""
    with tempfile.TemporaryDirectory(prefix="wortlaut-models-") as folder:
        path = Path(folder) / published.name
        shutil.copyfile(published, path)
        program = f"from pathlib import Path; path = Path({str(path)!r}); {_PROGRAMS[name]}; {_SAY}"
        started = time.perf_counter()
        said = subprocess.run(
            [sys.executable, "-c", program], cwd=_ROOT, check=True, capture_output=True, text=True
        )
        seconds = time.perf_counter() - started
    worked, peak = said.stdout.split()[-2:]
    return {
        "how": name,
        "processor, s": round(float(worked), 1),
        "seconds": round(seconds, 1),
        "peak, MB": round(int(peak) / 1000),
    }


# What a process and those that it has waited for have used, as its last two words.
_SAY = (
    "import resource; used = [resource.getrusage(whose) for whose in "
    "(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]; "
    "print(sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used))"
)


if __name__ == "__main__":
    main()
