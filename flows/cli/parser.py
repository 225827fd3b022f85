"""The parser of the command line: options of the flows, and those that a command has besides."""

from __future__ import annotations

import argparse
import importlib.metadata
from typing import Any

from flows.cli.arguments import add_options
from flows.options import bounds
from flows.options import words as values
from flows.options.declared import SEEDS, CheckOptions, NightlyOptions, ReannotateOptions
from tasks.read.readers import FORMATS

HOST = "127.0.0.1"
PORT = 4200
# Clear of the hour that daylight saving skips or repeats.
CRON = "30 3 * * *"
TIMEZONE = "Europe/Berlin"
_FORMATS = (
    "Formats of article files: plain text (.txt), "
    + ", ".join(f"{form.name} ({', '.join(form.suffixes)})" for form in FORMATS)
    + "; each also packed (.gz, .bz2, .xz, .zst) or in a .zip. What a file is, its content decides"
    " (see `wortlaut sources`)."
)


class _Command(argparse.ArgumentParser):
    """The parser of one command, which tells its own usage where it does not know an option."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse has it; what is not known is an error at once."""
        given, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return given, unknown


def parser() -> argparse.ArgumentParser:
    """The parser; `command` of its result names the command."""
    top = argparse.ArgumentParser(
        prog="wortlaut", description="Who said what in German news, as SQL tables."
    )
    top.add_argument(
        "--version", action="version", version=f"wortlaut {importlib.metadata.version('wortlaut')}"
    )
    commands = top.add_subparsers(
        dest="command", required=True, metavar="command", parser_class=_Command
    )

    def command(name: str, said: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=said, description=f"{said[:1].upper()}{said[1:]}.")

    _run(command("run", "read new articles and publish the warehouse, now"))
    _serve(command("serve", "run every night, and from the Prefect UI"))
    _login(command("login", "print an address that opens the UI of a service"))
    _reannotate(command("reannotate", "annotate loaded articles with the present model"))
    _check(command("check", "verify the published warehouse"))
    _sources(command("sources", "show what files are taken for and what would be loaded of them"))
    _annotate(command("annotate", "print what is found in article files"))
    _sql(command("sql", "query the published warehouse"))
    _why(command("why", "show where a speaker or a name came from"))
    _forget(command("forget", "remove an article or a person everywhere"))
    _backup(command("backup", "copy the warehouse, also while runs go on"))
    _report(command("report", "write the report of the published warehouse anew"))
    _sample(command("sample", "copy the sample articles into a folder"))
    _completion(command("completion", "print what a shell completes with"))
    return top


def _run(run: argparse.ArgumentParser) -> None:
    add_options(run, NightlyOptions)
    run.epilog = _FORMATS
    run.add_argument(
        "--strict",
        action="store_true",
        help="end with status 1 where files of the seed folder were passed over",
    )
    _debug(run)


def _serve(serve: argparse.ArgumentParser) -> None:
    add_options(serve, NightlyOptions, "seeds", "warehouse", "keep_days", "model")
    serve.add_argument(
        "--port",
        type=values.whole(bounds.PORT, "port"),
        default=PORT,
        metavar="N",
        help=f"of the UI (default: {PORT})",
    )
    serve.add_argument(
        "--host",
        default=HOST,
        metavar="ADDRESS",
        help=f"address to listen on (default: {HOST}, this machine alone; 0.0.0.0 in a container)",
    )
    serve.add_argument(
        "--public-url",
        type=values.url,
        metavar="URL",
        help="where browsers find the UI, if that is not its own address",
    )
    serve.add_argument(
        "--cron",
        default=CRON,
        metavar="LINE",
        help=f"when the nightly flow starts (default: '{CRON}')",
    )
    serve.add_argument(
        "--timezone", default=TIMEZONE, metavar="ZONE", help=f"of --cron (default: {TIMEZONE})"
    )
    serve.add_argument(
        "--allow",
        type=values.path,
        action="append",
        default=[],
        metavar="DIR",
        help="another folder that runs started in the UI may name; can be repeated",
    )
    serve.add_argument(
        "--dask-scheduler",
        dest="dask_schedulers",
        type=values.scheduler,
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a Dask cluster that runs started in the UI may name; can be repeated",
    )
    serve.add_argument(
        "--notify",
        type=values.notified,
        metavar="TARGET",
        help="tell of failed runs and rejected files: address of a webhook, or a notification "
        "block of the server as type/name",
    )


def _login(login: argparse.ArgumentParser) -> None:
    add_options(login, NightlyOptions, "warehouse")


def _reannotate(reannotate: argparse.ArgumentParser) -> None:
    add_options(reannotate, ReannotateOptions)
    _debug(reannotate)


def _debug(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _check(check: argparse.ArgumentParser) -> None:
    add_options(check, CheckOptions)


def _sources(sources: argparse.ArgumentParser) -> None:
    sources.add_argument(
        "paths", type=values.existing, nargs="+", metavar="PATH", help="article file or folder"
    )
    add_options(sources, NightlyOptions, "seeds", "warehouse", "max_megabytes")
    sources.epilog = _FORMATS


def _annotate(annotate: argparse.ArgumentParser) -> None:
    annotate.add_argument(
        "paths",
        type=values.article,
        nargs="+",
        metavar="PATH",
        help="article file, folder, or - for standard input",
    )
    add_options(annotate, NightlyOptions, "model")


def _sql(sql: argparse.ArgumentParser) -> None:
    sql.add_argument(
        "statement",
        metavar="SQL|FILE|-",
        help="statements, a file of them (its name ends in .sql), or - for standard input",
    )
    add_options(sql, NightlyOptions, "warehouse")
    sql.add_argument(
        "--format",
        choices=("table", "line", "csv", "json", "jsonl", "markdown"),
        default="table",
        help="table (one column a line where it would not fit), line (always so), csv, json (an "
        "array), jsonl (an object a line) or markdown (default: table)",
    )


def _why(why: argparse.ArgumentParser) -> None:
    why.add_argument(
        "what",
        type=values.named,
        metavar="QUOTE_ID|NAME",
        help="a quotation's or entity's identifier, or a name",
    )
    add_options(why, NightlyOptions, "warehouse")


def _forget(forget: argparse.ArgumentParser) -> None:
    what = forget.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--article",
        type=values.named,
        action="append",
        default=[],
        metavar="PATH|URL|ID",
        help="an article, by its file, its address or its identifier; can be repeated",
    )
    what.add_argument(
        "--person",
        type=values.named,
        action="append",
        default=[],
        metavar="NAME|ID",
        help="a person's name and words, wherever they stand; can be repeated",
    )
    what.add_argument(
        "--again",
        action="store_true",
        help="all that was ever forgotten, as after restoring a backup",
    )
    add_options(forget, NightlyOptions, "seeds", "warehouse")


def _backup(backup: argparse.ArgumentParser) -> None:
    backup.add_argument(
        "destination", type=values.path, metavar="DEST", help="a folder that is not there"
    )
    add_options(backup, NightlyOptions, "warehouse")


def _report(report: argparse.ArgumentParser) -> None:
    add_options(report, NightlyOptions, "warehouse")
    report.add_argument("--open", action="store_true", help="show it in the browser")


def _sample(sample: argparse.ArgumentParser) -> None:
    sample.add_argument(
        "folder",
        nargs="?",
        type=values.path,
        default=SEEDS.default,
        metavar="DIR",
        help=f"a new or empty one (default: {SEEDS.default})",
    )


def _completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument(
        "shell",
        choices=("bash", "zsh", "fish"),
        help='for bash, say: eval "$(wortlaut completion bash)"',
    )
