import json
import os
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from flows.cli import annotate
from flows.cli.main import main
from flows.cli.parser import parser
from tasks.annotate.time_limit import TimeLimit
from tasks.text.blocks import Block
from tests.flows.conftest import PROGRAM

TEXT = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg nach der Sitzung.\n"


def wortlaut(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], input=stdin, capture_output=True, text=True, check=False
    )


def test_annotate_prints_one_object_a_file_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(f" date 2021-03 {TEXT}")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "leer.txt").write_text("")
    done = wortlaut("annotate", str(tmp_path / "b.txt"), str(tmp_path), "-", stdin=TEXT)
    assert done.returncode == 0, done.stderr
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(one["path"]).name for one in objects] == ["b.txt", "a.txt", "b.txt", "-"]
    assert "leer.txt: the file is empty" in done.stderr
    first = objects[0]
    assert (first["published_on"], first["date_precision"]) == ("2021-03-01", "month")
    assert first["text"] == TEXT
    (quote,) = first["quotes"]
    assert quote["speaker"] == "Anna Berg"
    assert quote["speaker_ids"]
    assert [first["text"][s:e] for s, e in quote["spans"]] == ["„Wir bauen das“"]
    for mention in first["mentions"]:
        assert first["text"][mention["start"] : mention["end"]] == mention["text"]
    assert objects[1]["article_id"] == objects[3]["article_id"]


def test_annotate_fails_when_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    done = wortlaut("annotate", str(tmp_path / "fehlt.txt"), str(tmp_path / "leer"))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"wortlaut: {tmp_path}/fehlt.txt: there is no such file",
        f"wortlaut: {tmp_path}/leer: the folder holds no article files",
    ]


def test_annotate_gives_up_an_article_that_takes_too_long_and_goes_on(
    tmp_path: Path,
    nlp: Language,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def slow(nlp: Language, text: str, blocks: Iterable[Block]) -> Doc:
        if "Schlafwort" in text:
            time.sleep(60)
        return annotate_doc(nlp, text, blocks)

    annotate_doc = annotate.annotate_doc
    monkeypatch.setattr(annotate, "annotate_doc", slow)
    monkeypatch.setattr(annotate, "load", lambda _: nlp)
    monkeypatch.setattr(annotate, "_LIMIT", TimeLimit(seconds=20, seconds_a_character=0))
    (tmp_path / "a.txt").write_text(f"Das Schlafwort. {TEXT}")
    (tmp_path / "b.txt").write_text(TEXT)
    assert annotate.annotate_paths([str(tmp_path)], model=None) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["path"] for line in out.splitlines()] == [str(tmp_path / "b.txt")]
    assert f"{tmp_path}/a.txt: the language model is not through with this article" in err


def test_sql_without_a_warehouse_says_how_to_fill_one(tmp_path: Path) -> None:
    done = wortlaut("sql", "--warehouse", str(tmp_path), "select 1")
    assert done.returncode == 1
    assert "fill it with 'wortlaut run'" in done.stderr


def test_a_missing_seed_folder_is_one_line(tmp_path: Path) -> None:
    done = wortlaut(
        "run", "--seeds", str(tmp_path / "fehlt"), "--warehouse", str(tmp_path / "warehouse")
    )
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("wortlaut: the seed folder")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["wer?", "back\\slash", os.fsdecode(b"caf\xe9")])
@pytest.mark.parametrize("command", ["run", "serve", "reannotate"])
def test_a_folder_that_the_database_cannot_name_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    assert main([command, "--warehouse", str(tmp_path / name / "lager")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"wortlaut: the warehouse folder cannot be {tmp_path}")
    assert "rename that folder" in line
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_that_the_shell_left_alone_is_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    given = parser().parse_args(["sql", "--warehouse=~/lager", "select 1"])
    assert given.warehouse == tmp_path / "lager"
