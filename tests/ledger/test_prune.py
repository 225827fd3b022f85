from pathlib import Path

import pytest

from tasks.ledger.files import FoundFile
from tasks.ledger.prune import PruneError, check_prune

SEEDS = Path("/daten/artikel")
ARTICLES = {str(number): f"{number}.txt" for number in range(10)}


def files(*numbers: int) -> list[FoundFile]:
    return [FoundFile(f"{number}.txt", f"h{number}", 1, str(number)) for number in numbers]


def test_a_fifth_of_the_articles_may_go_and_no_more() -> None:
    check_prune(files(*range(2, 10)), ARTICLES, seeds=SEEDS)
    with pytest.raises(PruneError, match=r"would remove 3 of 10 articles, more than a fifth"):
        check_prune(files(*range(3, 10)), ARTICLES, seeds=SEEDS)


def test_an_empty_folder_is_told_with_its_name_and_what_means_it() -> None:
    oddity = FoundFile("geraet.txt", None, None, reason="this is a pipe")
    for found in ([], [oddity]):
        with pytest.raises(PruneError, match=r"no article file in /daten/artikel; .* --prune-all"):
            check_prune(found, ARTICLES, seeds=SEEDS)
    check_prune([], {}, seeds=SEEDS)


def test_what_may_lie_in_another_folder_does_not_go_unasked() -> None:
    other = Path("/daten/archiv")
    with pytest.raises(PruneError, match=r"remove 1 article .* from /daten/archiv, .*--other-s"):
        check_prune(files(*range(1, 10)), ARTICLES, seeds=SEEDS, others=[other])
    check_prune(files(*range(10)), ARTICLES, seeds=SEEDS, others=[other])


def test_what_was_renamed_edited_or_cannot_be_read_does_not_go() -> None:
    renamed = [FoundFile(f"neu/{n}.txt", f"h{n}", 1, str(n)) for n in range(4)]
    edited = [FoundFile(f"{n}.txt", "other", 1, f"other {n}") for n in range(4, 7)]
    unread = [FoundFile(f"{n}.txt", None, 1, reason="is empty") for n in range(7, 9)]
    left_out = [FoundFile("9.txt", None, None, selected=False)]
    check_prune([*renamed, *edited, *unread, *left_out], ARTICLES, seeds=SEEDS)
