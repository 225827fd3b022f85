"""What a word of the command line cannot mean is said at once, by the command's own usage."""

from pathlib import Path

import pytest

from flows.cli.options import parser


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["serve", "--port", "80000"], "'80000' is no port between 0 and 65,535"),
        (["serve", "--port", "-1"], "'-1' is no port"),
        (["serve", "--notify", "quatsch"], "no place for notifications"),
        (["run", "--workers", "-3"], "'-3' is no number of workers between 0 and 256"),
        (["run", "--batch-size", "0"], "'0' is no number of articles between 1 and 5,000"),
        (["run", "--max-megabytes", "0"], "'0' is no number of megabytes above 0"),
        (["check", "--max-megabytes", "nan"], "'nan' is no number of megabytes"),
        (["reannotate", "--wait", "-5"], "'-5' is no number of seconds between 0 and 86,400"),
        (["run", "--pattern", "x" * 501], "at most 500 characters"),
        (["run", "--seeds", ""], "nothing is named by ''"),
        (["why", ""], "nothing is named by ''"),
        (["annotate", ""], "nothing is named by ''"),
        (["forget", "--person", " "], "nothing is named by ' '"),
        (["forget", "--article", ""], "nothing is named by ''"),
        (["run", "--sed", "x"], "unrecognized arguments: --sed x"),
        (["sql", "--warehouse", __file__, "x"], "is a file; name the folder of the warehouse"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_word_that_means_nothing_is_refused_by_its_command(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parser().parse_args(command)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"usage: wortlaut {command[0]} ")
    assert lines[-1].startswith(f"wortlaut {command[0]}: error: ")
    assert said in lines[-1]


def test_the_published_file_stands_for_the_folder_that_it_lies_in(tmp_path: Path) -> None:
    published = tmp_path / "lager" / "wortlaut.duckdb"
    published.parent.mkdir()
    (published.parent / "generation.duckdb").touch()
    published.symlink_to("generation.duckdb")
    for command in (["sql", "select 1"], ["check"], ["run"], ["serve"], ["backup", "copy"]):
        given = parser().parse_args([*command, "--warehouse", str(published)])
        assert given.warehouse == published.parent
