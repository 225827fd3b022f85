"""Which articles would go with their files, and whether so many may go at once.

A share that is not mounted, or a folder named by mistake, looks like one from which everything was
deleted. So a run asks before it removes more than people delete from one night to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tasks.console.plural import counted
from tasks.ledger.files import FoundFile

# Above this share of a warehouse's articles, a run wants to be told twice.
_MOST = 1 / 5
_ASK = (
    "nothing was removed; if the folder is right and mounted, --prune-all (prune_all in the form) "
    "removes them"
)


class PruneError(RuntimeError):
    """More articles would be removed than a run may remove without being told twice."""


def check_prune(
    files: Sequence[FoundFile],
    articles: Mapping[str, str],
    *,
    seeds: Path,
    others: Sequence[Path] = (),
) -> None:
    """Raise PruneError where too many articles would be removed, or any that may lie elsewhere.

    `files` are all files of the seed folder, the selected ones read; `articles` maps the articles
    of the warehouse to their paths; `others` are folders that the warehouse was filled from, too.
    """
    going = _going(files, articles)
    if going and not any(file.reason is None for file in files):
        raise PruneError(
            f"--prune would remove {counted(going, 'article')}, for there is no article file in "
            f"{seeds}; {_ASK}"
        )
    if going and others:
        raise PruneError(
            f"--prune would remove {counted(going, 'article')} whose files are not in {seeds}, and "
            f"this warehouse was filled from {others[0]}, too; nothing was removed: --other-seeds "
            "(other_seeds in the form) says that this folder has taken the place of that one, "
            "--prune-all (prune_all) removes them all the same"
        )
    if going > _MOST * len(articles):
        raise PruneError(
            f"--prune would remove {going} of {counted(len(articles), 'article')}, more than a "
            f"fifth, for their files are not in {seeds}; {_ASK}"
        )


def _going(files: Sequence[FoundFile], articles: Mapping[str, str]) -> int:
    """Articles of which no file is there, neither under the path that is known nor another."""
    paths = {file.path for file in files}
    held = {file.article_id for file in files}
    return sum(path not in paths and article not in held for article, path in articles.items())
