"""Command line, form and flow take the same options, and refuse the same words at once."""

from pathlib import Path
from typing import Any

import pytest
from prefect import Flow
from prefect.exceptions import ParameterTypeError

from flows.check import check
from flows.cli.arguments import options_given
from flows.cli.parser import parser
from flows.nightly import nightly
from flows.options.declared import (
    CheckOptions,
    NightlyOptions,
    ReannotateOptions,
    ReportOptions,
)
from flows.options.option import options_of
from flows.reannotate import reannotate
from flows.report import report

FLOWS = [
    ("run", nightly, NightlyOptions),
    ("reannotate", reannotate, ReannotateOptions),
    ("check", check, CheckOptions),
    ("report", report, ReportOptions),
]


@pytest.mark.parametrize(("command", "flow", "declared"), FLOWS, ids=[c for c, _, _ in FLOWS])
def test_a_command_and_a_form_offer_what_the_flow_declares(
    command: str, flow: Flow[..., Any], declared: type
) -> None:
    form = flow.parameters.properties
    options = dict(options_of(declared))
    assert list(form) == list(options)
    assert [field["position"] for field in form.values()] == list(range(len(form)))
    assert {name: field["description"] for name, field in form.items()} == {
        name: option.said for name, option in options.items()
    }
    unsaid = {name: option.default for name, option in options.items()}
    assert options_given(declared, parser().parse_args([command])) == unsaid
    assert flow.validate_parameters({}) == unsaid


@pytest.mark.parametrize(
    ("option", "name", "taken", "refused"),
    [
        ("--workers", "workers", ["0", "256"], ["257"]),
        ("--batch-size", "batch_size", ["1", "5000"], ["0", "5001"]),
        ("--max-megabytes", "max_megabytes", ["0.1", "100"], ["0", "100.5"]),
        ("--keep-days", "keep_days", ["1", "36500"], ["0"]),
        ("--wait", "wait_seconds", ["0", "86400"], ["86401"]),
        ("--pattern", "pattern", ["", "2026-*"], ["x" * 501]),
        ("--runner", "runner", ["process", "dask"], ["threads"]),
        ("--dask-scheduler", "dask_scheduler", ["tcp://10.0.0.5:8786"], ["10.0.0.5"]),
        ("--since", "since", ["2026-11-25"], ["25.11.2026"]),
    ],
)
def test_a_command_and_a_form_take_and_refuse_the_same(
    option: str, name: str, taken: list[str], refused: list[str]
) -> None:
    for word in taken:
        said = parser().parse_args(["run", option, word])
        assert nightly.validate_parameters({name: word})[name] == getattr(said, name)
    for word in refused:
        with pytest.raises(SystemExit, match="2"):
            parser().parse_args(["run", option, word])
        with pytest.raises(ParameterTypeError):
            nightly.validate_parameters({name: word})


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["serve", "--port", "80000"], "'80000' is no port between 0 and 65,535"),
        (["serve", "--port", "-1"], "'-1' is no port"),
        (["serve", "--notify", "quatsch"], "no place for notifications"),
        (["run", "--workers", "-3"], "'-3' is no number of workers between 0 and 256"),
        (["run", "--batch-size", "0"], "'0' is no number of articles between 1 and 5,000"),
        (["run", "--max-megabytes", "0"], "'0' is no number of megabytes above 0"),
        (["run", "--max-megabytes", "nan"], "'nan' is no number of megabytes"),
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
