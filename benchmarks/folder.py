"""Finding the files of a folder that holds very many: seconds, and megabytes of memory at most.

    python -m benchmarks.folder [--files 100000]

The files are small texts in one folder. They are looked at as on a first night, and again as on a
second one, when none has changed. No article is parsed.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.results import write_results
from tasks.find.seed_folder import find_files

_MAX_BYTES = 2_000_000
_OLD = 1_700_000_000


def main() -> None:
    """Make the folder, look twice, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds, cache = Path(folder, "seeds"), Path(folder, "cache.parquet")
        seeds.mkdir()
        for number in range(options.files):
            file = seeds / f"{number:06}.txt"
            file.write_text(f"Der Rat tagte zum {number}. Mal.\n")
            os.utime(file, (_OLD, _OLD))
        time.sleep(2.1)  # Files of the last two seconds are read again in any case.
        figures: dict[str, float] = {"files": options.files}
        for night in ("first", "second"):
            started, busy = time.perf_counter(), time.process_time()
            found = find_files(seeds, cache=cache)
            figures[f"{night} look, s"] = round(time.perf_counter() - started, 2)
            figures[f"{night} look, s of processor"] = round(time.process_time() - busy, 2)
            if len(found) != options.files or any(file.reason for file in found):
                raise RuntimeError("not every file was found")
    figures["peak, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for name, figure in figures.items():
        print(f"{name:28}{figure:>12}")
    print(f"written to {write_results('folder', figures)}")


if __name__ == "__main__":
    main()
