"""What it costs that something leaves: nights with and without removals, and `wortlaut forget`.

    python -m benchmarks.removals [--articles 10000] [--keep DIR]

The warehouse is filled as in benchmarks/idle.py, without the model. Each night is a command of its
own: one in which a file is new, and one in which a file is gone and pruned besides. Then what
removal alone takes is measured, and a person and an article are forgotten.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.idle import fill, options_on
from benchmarks.results import write_results
from benchmarks.work_folder import work_folder
from tasks.forget.erasure import rewrite, sweep_staging
from tasks.store.generation import abandon_generation, begin_generation, published_path
from tasks.store.query import query
from tasks.store.warehouse import open_warehouse, read_article_paths


def main() -> None:
    """Fill a warehouse, measure, print and write JSON."""
    options = options_on(10_000, __doc__)
    with work_folder(options.keep, "removals") as folder:
        seeds, warehouse = folder / "seeds", folder / "warehouse"
        if not warehouse.exists():
            fill(seeds, warehouse, options.articles)
        figures: dict[str, object] = {
            "articles": options.articles,
            "warehouse, MB": round(published_path(warehouse).stat().st_size / 1e6),
            "seconds": _measured(seeds, warehouse),
        }
    print(json.dumps(figures, indent=1))
    print(f"written to {write_results('removals', figures)}")


def _measured(seeds: Path, warehouse: Path) -> dict[str, float]:
    files = sorted(seeds.rglob("*.txt"))
    seconds = {"first night": _night(seeds, warehouse)}
    _new_file(files[0], seeds / "neu-1.txt")
    seconds["night with a new file"] = _night(seeds, warehouse)
    _new_file(files[0], seeds / "neu-2.txt")
    files[1].unlink()
    seconds["night with a new file and a pruned one"] = _night(seeds, warehouse, "--prune")
    working = begin_generation(warehouse, "measured")
    with open_warehouse(working, read_only=True) as connection:
        articles = read_article_paths(connection)
    seconds["of this, the file written anew"] = _timed(lambda: rewrite(working))
    abandon_generation(working)
    staging = warehouse.with_name("measured")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(warehouse / "staging", staging / "staging")
    kept = articles.keys() - set(list(articles)[:1])
    seconds["of this, staging swept"] = _timed(lambda: sweep_staging(staging, kept))
    shutil.rmtree(staging)
    (name,) = query(
        warehouse,
        "select name from entities where label = 'PER' and name like '% %' order by name limit 1",
    )["name"].to_list()
    seconds["forget --person"] = _command("forget", warehouse, "--person", name)
    article = next(iter(articles))
    seconds["forget --article"] = _command("forget", warehouse, "--article", article)
    return seconds


def _new_file(like: Path, path: Path) -> None:
    path.write_text(f"{like.read_text('utf-8')}\n\n{path.stem}.\n", "utf-8")


def _night(seeds: Path, warehouse: Path, *options: str) -> float:
    return _command("run", warehouse, "--seeds", str(seeds), "--workers", "1", *options)


def _command(command: str, warehouse: Path, *options: str) -> float:
    whole = [
        sys.executable,
        "-m",
        "flows.cli.main",
        command,
        "--warehouse",
        str(warehouse),
        *options,
    ]
    return _timed(lambda: subprocess.run(whole, stdout=subprocess.DEVNULL, check=True))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


if __name__ == "__main__":
    main()
