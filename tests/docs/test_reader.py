from pathlib import Path

import pytest

from tests.docs.page import Block, blocks
from tests.docs.reader import Answer, PageError, Reader, as_on_a_page, comparable
from tests.docs.reading import read

PAGE = """# Page

<!-- not run: installs -->
```sh
exit 1
```

<!-- file: notes/a.txt -->
```text
one
```

```console
$ cat notes/a.txt
one
$ printf 'two\\n' \\
>   >> notes/a.txt
```

```sh
cat notes/a.txt
```

```text
one
two
```
"""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_a_page_is_done_from_top_to_bottom(reader: Reader) -> None:
    answers = read(PAGE, reader)
    assert [answer.command for answer in answers] == [
        "cat notes/a.txt",
        "printf 'two\\n' \\\n  >> notes/a.txt",
        "cat notes/a.txt\n",
    ]
    assert not any(answer.differs for answer in answers)


def test_output_that_differs_is_told(reader: Reader) -> None:
    answers = read(PAGE.replace("one\ntwo", "one\nthree"), reader)
    assert [answer.differs for answer in answers] == [False, False, True]


@pytest.mark.parametrize("fence", ["```\nls\n```", "```json\n{}\n```", "a\n\n```text\nb\n```"])
def test_a_block_that_is_nothing_known_is_an_error(fence: str, reader: Reader) -> None:
    with pytest.raises(PageError, match="neither run"):
        read(fence, reader)


def test_a_command_that_fails_is_an_error_unless_the_page_shows_a_refusal(reader: Reader) -> None:
    with pytest.raises(PageError, match="ended with 3"):
        read("```console\n$ exit 3\n```", reader)
    refusal = "```console\n$ echo 'wortlaut: no' >&2; exit 3\nwortlaut: no\n```"
    assert not read(refusal, reader)[0].differs
    with pytest.raises(PageError, match="ended with 0"):
        read("```console\n$ echo yes\nwortlaut: no\n```", reader)


def test_a_line_of_three_dots_stands_for_lines_left_out() -> None:
    assert not Answer("", "a\n…\nd\n", "a\nb\nc\nd\n").differs
    assert not Answer("", "a\n…\n", "a\nb\nc\n").differs
    assert Answer("", "a\n…\nc\n", "a\nb\nd\n").differs


def test_only_what_no_two_runs_share_is_passed_over() -> None:
    assert comparable("seconds  1.0 (find 0.1,\n   load 0.2)\nx") == "seconds\nx\n"
    assert comparable("generations/20261125T023000-1a2b3c/w") == "generations/RUN/w\n"
    assert comparable("26 articles, 373 quotes") == "26 articles, 373 quotes\n"


def test_a_page_shows_folders_that_a_person_has(tmp_path: Path) -> None:
    printed = f"{tmp_path}/.home/copy\n{tmp_path}/warehouse\n"
    assert as_on_a_page(printed, tmp_path) == "/home/anna/copy\n/srv/wortlaut/warehouse\n"


def test_a_mark_counts_only_directly_above_its_block() -> None:
    found = blocks("<!-- not run: installs -->\n\nText.\n\n```sh\nls\n```\n")
    assert found == [Block(5, "sh", "ls\n")]
