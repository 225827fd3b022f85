"""Why a file was not read is said in both languages, whatever the reason is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tasks.read
from tasks.annotate import pool
from tasks.annotate.time_limit import TimeLimit
from tasks.find import seed_walk
from tasks.ledger import leaving
from tasks.read.hints import Hints
from tasks.read.json.untold import untold
from tasks.read.record import UnreadableFileError
from tasks.read.tables.columns import columns_of
from tasks.report.words import word
from tasks.text import encoding
from tasks.text.article import Rejection
from tasks.text.parse import parse

BAD = {
    "empty": b"",
    "no words": b"--- 1 2 3 ---\n",
    "only a header": b"title: Rat tagt\ndate: 2024-05-01\n",
    "one run": b"Der Rat tagte. " + b"x" * 3_000,
    "too long": b"Der Rat tagte am Abend. " * 50_000,
    "English": b"The council met on Monday evening and talked about the bridge for hours. " * 3,
    "Swedish": "Kommunfullmäktige möttes på måndagen och talade om bron i flera timmar. ".encode()
    * 3,
    "PDF": b"%PDF-1.7\n",
    "binary": b"\0\1\2\3" * 50,
    "damaged": "Der Bürgermeister möchte für alle".encode() * 9 + b"\xc3 x",
    "neither": b"Der Rat tagte \x81\x8d in Kiel. " * 5,
    "UTF-16": b"\xff\xfeD\x00\x00",
    "JSON": b'{"title": "Rat tagt", "text": "Der Rat tagte."}',
    "CSV": b"a;b;c;d\n" * 40,
    "one word": b"Rat\n",
}


def reason(raw: bytes) -> str:
    found = parse(raw)
    assert isinstance(found, Rejection)
    return found.reason


def untold_columns(names: list[str], *, headed: bool = True) -> str:
    with pytest.raises(UnreadableFileError) as raised:
        columns_of(names, [["ein", "zwei", "drei"]], file="reden.csv", headed=headed)
    return str(raised.value)


def unnamed_column(*, headed: bool) -> str:
    with pytest.raises(UnreadableFileError) as raised:
        hints = Hints(columns={"text": "rede"})
        columns_of(["wer", "was"], [], hints=hints, file="reden.csv", headed=headed)
    return str(raised.value)


# Sentences of tasks/read that are no reasons: remarks on articles that were read, what stands in
# the middle of a reason (whole ones are below), and what a flow calls its task.
NOT_REASONS = re.compile(
    r"""quotation\ marks\ in\ it\ are\ not\ doubled
    | the\ ends\ of\ its\ lines\ were\ not
    | the\ row\ had
    | the\ row\ has\ \S+\ of\ \S+\ columns$
    | read\ up\ to\ its\ record
    | read\ as\ one\ article
    | fundus\ took\ it
    | the\ page\ is\ one\ for\ subscribers
    | and\ none\ of\ them
    | none\ of\ which
    | text\ of\ a\ press
    | parse\ new
    """,
    re.VERBOSE,
)
# What is wrong with sources.toml is said before a run, and with a date beside the article.
NOT_READERS = {"hint_file.py", "moment.py"}


def sentences() -> Iterator[str]:
    """What the readers say of files and records, with something in place of what differs."""
    for path in Path(tasks.read.__path__[0]).rglob("*.py"):
        if path.name not in NOT_READERS:
            yield from (said for said in strings(path) if re.match(r"[a-z]\S*( \S+){3}", said))


def strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    # Documentation, and the pieces of strings that are put together.
    passed_over = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed_over.update(node.values)
    for node in ast.walk(tree):
        if node in passed_over:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


REASONS = {
    **{said: said for said in sentences() if not NOT_REASONS.match(said)},
    "no text column": untold_columns(["wer", "was", "wo"]),
    "a teaser alone": untold_columns(["wer", "was", "teaser"]),
    "nothing else": untold_columns(["teaser"]),
    "no such column": unnamed_column(headed=True),
    "no such number": unnamed_column(headed=False),
    "no header": untold_columns(["1", "2", "3"], headed=False),
    "no object": untold(3, "reden.json"),
    "no text key": untold({"wer": "Anna", "was": 1}, "reden.json"),
    "torn": "the row has 4 cells for 3 columns, for a text was torn at ',', and where is not to be "
    "seen; export the table anew, with quotation marks around texts",
    "nested": "none of its records could be loaded; the first: the file holds no page; save it "
    "again, as a web page",
    **{name: reason(raw) for name, raw in BAD.items()},
    **{what: Rejection(f"this is {what}, not a text file; {encoding._SAVE_AS_TEXT}").reason
       for _, what in (*encoding._MAGIC, *encoding._MARKUP)},
    "pipe": seed_walk.PIPE,
    "outside": seed_walk.OUTSIDE,
    "name": seed_walk._BAD_NAME,
    "loop": seed_walk._LOOP,
    "inside": seed_walk._INSIDE,
    "nowhere": seed_walk._NOWHERE,
    "permission": seed_walk.refusal("the file cannot be read", PermissionError(13, "denied")),
    "folder": seed_walk.refusal("the folder cannot be read", OSError(5, "I/O error")),
    "looked at": seed_walk.refusal("the file cannot be looked at", OSError(5, "I/O error")),
    "large": "the file is larger than the limit of 2 MB; split it, or raise --max-megabytes",
    "crashed": pool._CRASHED,
    "memory": pool._SHORT_OF_MEMORY,
    "overdue": TimeLimit().words(14),
    "forgotten": leaving.FORGOTTEN,
    "expired": leaving._EXPIRED.format(day="2021-03-24"),
}  # fmt: skip


@pytest.mark.parametrize("said", REASONS.values(), ids=REASONS)
def test_a_reason_is_said_in_both_languages(said: str) -> None:
    shown = word(said)
    assert '<span class="t" lang="de">' in shown
    english = {"a", "the", "this", "and", "of", "file", "document"}
    assert not english & set(re.findall(r"\w+", german_of(shown)))


def test_what_differs_stands_in_the_sentence_of_either_language_and_is_escaped() -> None:
    assert german_of(word(REASONS["large"])).startswith(
        "Die Datei ist größer als die Grenze von 2 MB"
    )
    assert "(ein PDF-Dokument)" in german_of(word(REASONS["PDF"]))
    said = "the file holds a single word (<b>), not an article; put the article's text alone into "
    assert "(&lt;b&gt;)" in german_of(word(said + "the file and drop it again"))


def test_a_reason_of_another_release_stands_as_it_is() -> None:
    assert word("the moon was full") == "the moon was full"


def german_of(shown: str) -> str:
    return shown.partition('lang="de">')[2].partition("</span>")[0]
