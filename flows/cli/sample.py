"""`wortlaut sample`: the sample articles, for those who have none at hand."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from pathlib import Path

from tasks.machine.shipped import SAMPLES


def copy_sample(options: argparse.Namespace) -> int:
    """Copy the sample articles into a new or empty folder; return the exit status."""
    folder: Path = options.folder
    try:
        if folder.is_dir() and any(folder.iterdir()):
            print(
                f"wortlaut: {folder} is not empty; name a folder of its own for the sample "
                "articles",
                file=sys.stderr,
            )
            return 1
        count = _copy(SAMPLES, folder)
    except OSError as error:
        print(
            f"wortlaut: the sample articles cannot be written to {folder} ({error.strerror}); "
            "name another folder",
            file=sys.stderr,
        )
        return 1
    print(f"{count} sample articles lie in {folder}; read them with")
    print(f"wortlaut run --seeds {shlex.quote(str(folder))}")
    return 0


def _copy(samples: Path, folder: Path) -> int:
    """Contents, not rights: the copies are the user's to change."""
    articles = sorted(samples.rglob("*.txt"))
    for article in articles:
        target = folder / article.relative_to(samples)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(article, target)
    return len(articles)
