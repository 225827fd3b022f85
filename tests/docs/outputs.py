"""What the pages show of commands' output, written anew.

    python -m tests.docs.outputs [--times] [PAGE ...]

Whoever changes what a command prints runs this, and reads the difference before committing it. With
`--times`, outputs are written anew also where only times and identifiers of runs differ. German
pages get what their English ones get.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.docs.first_run import FirstRun, first_run
from tests.docs.page import ROOT, blocks, is_german, pages, translation
from tests.docs.reader import Answer, short_folder
from tests.docs.reading import read


def main() -> None:
    """Rewrite the pages that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", action="store_true")
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    given = parser.parse_args()
    chosen = [ROOT / name for name in given.pages] or [p for p in pages() if not is_german(p)]
    with short_folder() as first:
        run = first_run(first)
        for page in chosen:
            if any(block.reason is None for block in blocks(page.read_text("utf-8"))):
                with short_folder() as folder:
                    _rewrite(page, run, folder, times=given.times)


def _rewrite(page: Path, run: FirstRun, folder: Path, *, times: bool) -> None:
    answers = read(page.read_text("utf-8"), run.reader(folder))
    changed = [
        answer
        for answer in answers
        if answer.differs or (times and answer.shown not in (None, answer.printed))
    ]
    german = translation(page)
    for written in [page] if german is None else [page, german]:
        written.write_text(_with(written.read_text("utf-8"), changed), encoding="utf-8")
    print(f"{page.relative_to(ROOT)}: {len(changed)} outputs written anew")


def _with(text: str, answers: list[Answer]) -> str:
    for answer in answers:
        assert answer.shown is not None
        shown, printed = (output.rstrip("\n") for output in (answer.shown, answer.printed))
        typed = "$ " + answer.command.replace("\n", "\n> ") + "\n"
        # Output stands below its command, or in a block of its own below the block.
        for before in (typed, f"{answer.command}```\n\n```text\n"):
            text = text.replace(before + shown, before + printed)
    return text


if __name__ == "__main__":
    main()
