"""`wortlaut sql`: what can be asked, and how the answer looks."""

import io
import sys
from pathlib import Path

import duckdb
import pytest

from flows.cli.main import main

LONG = "Der Rat tagte am Montag und beschloss nach langer Aussprache, die Brücke zu sperren."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    with duckdb.connect(folder / "wortlaut.duckdb") as connection:
        connection.execute("create table names (name varchar, number integer)")
        connection.execute(
            "insert into names values ('Ute', 2), ('Anna', 1), (null, 3), ('', null)"
        )
    return folder


@pytest.fixture
def asked(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> "Asked":
    return Asked(folder, capsys, monkeypatch)


class Asked:
    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._folder, self._capsys, self._monkeypatch = folder, capsys, monkeypatch

    def __call__(self, given: str, form: str = "table", width: int = 80) -> tuple[int, str, str]:
        self._monkeypatch.setenv("COLUMNS", str(width))
        status = main(["sql", given, "--warehouse", str(self._folder), "--format", form])
        said = self._capsys.readouterr()
        return status, said.out, said.err


def test_a_table_keeps_the_order_and_tells_null_from_nothing(asked: Asked) -> None:
    assert asked("select * from names")[:2] == (
        0,
        "┌──────┬────────┐\n"
        "│ name ┆ number │\n"
        "╞══════╪════════╡\n"
        "│ Ute  ┆      2 │\n"
        "│ Anna ┆      1 │\n"
        "│ null ┆      3 │\n"
        "│      ┆   null │\n"
        "└──────┴────────┘\n"
        "4 rows\n",
    )
    assert asked("select * from names", "csv")[1] == 'name,number\nUte,2\nAnna,1\n,3\n"",\n'


@pytest.mark.parametrize("given", ["", "  ", ";", "-- nur ein Satz", "/* nichts */ ; --"])
def test_nothing_to_run_is_a_sentence(asked: Asked, given: str) -> None:
    status, out, err = asked(given)
    assert (status, out) == (1, "")
    assert err.startswith("wortlaut: there is no statement to run")


def test_each_of_several_results_is_printed(asked: Asked) -> None:
    _, out, _ = asked(
        "select 1 as first; set threads = 1; create temp table t as select 7 as n; from t"
    )
    assert out.index("first") < out.index("1 row") < out.index("│ n │") < out.index("│ 7 │")
    assert out.count("1 row") == 2
    status, out, err = asked("select 1 as first; nonsense")
    assert status == 1
    assert "syntax error" in err
    assert asked("select 1 as first; select * from nowhere")[1].startswith("┌")


def test_what_a_program_reads_is_one_result(asked: Asked) -> None:
    for form in ("csv", "json", "jsonl"):
        status, out, err = asked("select 1; select 2", form)
        assert (status, out) == (1, "")
        assert "2 statements have a result" in err
        assert asked("create temp table t as select 7 as n; from t", form)[0] == 0


def test_statements_may_stand_in_a_file_or_come_from_standard_input(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wie viele.sql"
    file.write_text("\ufeff-- Wie viele?\nselect count(*) as names from names;\n", "utf-8")
    assert asked(str(file), "csv")[1] == "names\n4\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"select 'stdin' as via")))
    assert asked("-", "csv")[1] == "via\nstdin\n"
    status, _, err = asked("fehlt.sql")
    assert (status, err) == (
        1,
        "wortlaut: the file fehlt.sql cannot be read (No such file or directory)\n",
    )
    (tmp_path / "alt.sql").write_bytes("select 'ü'".encode("latin-1"))
    assert "is no text in UTF-8" in asked(str(tmp_path / "alt.sql"))[2]
    assert asked("select '" + "x" * 5000 + '\' as "a.sql"', "csv")[0] == 0


@pytest.mark.parametrize(
    "statement",
    ["delete from names", "create table more as select 1", "update names set number = 1"],
)
def test_what_would_write_is_told_that_the_file_is_only_read(asked: Asked, statement: str) -> None:
    status, _, err = asked(statement)
    assert status == 1
    assert err.startswith("wortlaut: the published warehouse is read-only, since runs alone write")
    assert "read-only mode" in err, "DuckDB's own message stands there, too"


def test_texts_fold_while_they_can_be_read_and_then_stand_one_column_a_line(asked: Asked) -> None:
    three = f"select 12 as number, '{LONG}' as a, '{LONG}' as b"
    _, folded, _ = asked(three)
    assert "│     12 ┆ Der Rat tagte am Montag" in folded
    many = ", ".join(f"'{LONG}' as column_{number}" for number in range(8))
    _, lines, _ = asked(f"select 12 as number, {many}, null as nothing, '' as blank")
    assert "─[ row 1 ]" in lines
    assert "number   ┆ 12\n" in lines
    assert "nothing  ┆ null\n" in lines
    assert "blank    ┆\n" in lines
    assert " ".join(lines.replace("┆", " ").split()).count("die Brücke zu sperren.") == 8
    for out in (folded, lines):
        assert max(map(len, out.splitlines())) <= 80
    assert "─[ row 1 ]" not in asked(f"select {many}", width=1000)[1]


def test_lines_show_long_texts_whole(asked: Asked) -> None:
    _, out, _ = asked("select repeat('wort ', 200) as words, E'a\\nb' as text", "line")
    assert out.count("wort ") + out.count("wort\n") == 200
    assert out.endswith("text  ┆ a\n      ┆ b\n")


@pytest.mark.parametrize("form", ["table", "line", "csv", "json", "jsonl", "markdown"])
def test_every_type_has_a_text(asked: Asked, form: str) -> None:
    statement = """
        select
            [1, null] as list, {'a': 'x'} as struct, map {'k': 1} as map, interval 1 day as span,
            blob 'a\\xff' as blob, date '2021-03-04' as day,
            timestamp '2021-03-04 05:06:07' as moment,
            time '10:00' as clock, union_value(n := 2) as one, '101'::bit as bits, true as yes,
            1.50::decimal(8, 2) as price, 170141183460469231731687303715884105727 as huge,
            0.5::double as half, 1e300::double as large, 'nan'::double as no_number, uuid() as id,
            date 'infinity' as never, 1 as twice, 2 as twice
    """
    status, out, err = asked(statement, form, width=2000)
    assert (status, err) == (0, "")
    for text in ("2021-03-04", "170141183460469231731687303715884105727", "1.50", "0.5"):
        assert text in out
