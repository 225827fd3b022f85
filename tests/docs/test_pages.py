"""Every command and query of the documentation runs as written, and prints what stands there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.first_run import FirstRun
from tests.docs.page import REASONS, ROOT, Block, blocks, is_german, pages, translation
from tests.docs.reader import short_folder
from tests.docs.reading import read

PAGES = pages()
# How many blocks of all English pages may go without a run, for each reason.
_ALLOWED = {
    "installs": 8,
    "the system's": 6,
    "other machines": 6,
    "another program": 3,
    "needs the corpora": 5,
    "a warehouse of its own": 5,
    "a picture": 4,
    "goes on": 1,
    "another test's": 3,
}


def of(page: Path) -> list[Block]:
    return blocks(page.read_text("utf-8"))


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize(
    "page",
    [
        page
        for page in PAGES
        if not is_german(page) and any(block.reason is None for block in of(page))
    ],
    ids=name,
)
def test_a_page_does_what_it_says_and_shows_what_is_printed(
    page: Path, documented_run: FirstRun
) -> None:
    with short_folder() as folder:
        answers = read(page.read_text("utf-8"), documented_run.reader(folder))
    for answer in answers:
        assert not answer.differs, (
            f"{name(page)} shows for {answer.command!r}\n{answer.shown}\nand it prints\n"
            f"{answer.printed}\n(python -m tests.docs.outputs writes it anew)"
        )


@pytest.mark.parametrize("page", [p for p in PAGES if translation(p)], ids=name)
def test_a_german_page_has_the_commands_of_its_english_one(page: Path) -> None:
    german = translation(page)
    assert german is not None
    pairs = list(zip(of(page), of(german), strict=True))
    for english, translated in pairs:
        assert _without_comments(translated) == _without_comments(english)
        assert (translated.reason, translated.file) == (english.reason, english.file)


def test_a_block_is_passed_over_only_for_a_reason_that_stands_in_the_list() -> None:
    reasons = Counter(
        block.reason.partition(" (")[0]
        for page in PAGES
        if not is_german(page)
        for block in of(page)
        if block.reason
    )
    assert set(reasons) <= set(REASONS)
    assert {reason: n for reason, n in reasons.items() if n > _ALLOWED[reason]} == {}


def test_a_test_that_is_named_in_a_mark_exists() -> None:
    for page in PAGES:
        for block in of(page):
            found = re.search(r"\((tests/[a-z_/]+\.py)\)", block.reason or "")
            if found:
                assert (ROOT / found[1]).is_file(), f"{name(page)}: {found[1]}"


def _without_comments(block: Block) -> tuple[str, str]:
    # A page in another language explains in it, also what stands for something (`<address of …>`).
    content = re.sub(r"<[^<>\n]+ [^<>\n]+>", "<>", block.content)
    return block.language, re.sub(r"(?m)\s*(#|--) .*$", "", content)
