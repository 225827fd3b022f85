"""The pages have all that the program has, in both languages, and their links lead somewhere."""

import argparse
import re
from pathlib import Path

import pytest

from benchmarks.figures import pages as pages_with_figures
from benchmarks.figures import read_figures
from flows.cli.parser import parser as command_line
from tasks.model.sql_page import described_models
from tasks.store.tables import TABLES
from tests.docs.page import ROOT, is_german, pages, translation

_TRANSLATED = ("install", "commands", "operation", "corrections", "privacy", "tables")
_LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def in_both_languages(name: str) -> list[Path]:
    return [ROOT / "docs" / name, ROOT / "docs" / "de" / name]


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (
        action
        for action in command_line()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(action.choices)


def sections(page: Path) -> dict[str, str]:
    """The text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("page", in_both_languages("commands.md"), ids=str)
def test_every_command_and_option_is_described(page: Path) -> None:
    described = sections(page)
    for command, parser in commands().items():
        section = described.pop(f"`wortlaut {command}`")
        table = "".join(line for line in section.splitlines() if line.startswith("| `"))
        named = set(re.findall(r"--[a-z-]+", table))
        has = {
            option
            for action in parser._actions
            for option in action.option_strings
            if option.startswith("--") and action.help is not argparse.SUPPRESS
        }
        assert named == has - {"--help"}, command
        assert f"(#wortlaut-{command})" in page.read_text("utf-8"), command
    assert not [title for title in described if title.startswith("`wortlaut ")]


@pytest.mark.parametrize("command", commands())
def test_help_says_what_a_command_does_and_what_counts_where_nothing_is_said(command: str) -> None:
    parser = commands()[command]
    assert re.fullmatch(r"[A-Z].*\.", parser.description or "")
    assert str(parser.description) in " ".join(parser.format_help().split())
    for action in parser._actions:
        # None, no, nothing and 0 are said in words, or mean that an option is left out.
        if action.default and action.default is not argparse.SUPPRESS:
            said = action.help or ""
            assert "(default: " in said or "%(default)" in said, action.option_strings


@pytest.mark.parametrize("page", in_both_languages("tables.md"), ids=str)
def test_every_table_and_report_is_described(page: Path) -> None:
    described = sections(page)
    main = set(re.findall(r"`(\w+)`", _first_cells(described["Schema main"])))
    assert main == {table.name for table in TABLES}
    reports = set(re.findall(r"`(\w+)`", described["Schema reports"]))
    # The list of words for cues is described with its words.
    assert reports == {m.name for m in described_models() if m.schema == "reports"} - {"cue_words"}


@pytest.mark.parametrize("name", [f"{name}.md" for name in _TRANSLATED])
def test_a_page_and_its_translation_lead_to_each_other(name: str) -> None:
    english, german = in_both_languages(name)
    assert f"[Deutsch](de/{name})" in english.read_text("utf-8")
    assert f"[English](../{name})" in german.read_text("utf-8")


def test_a_german_page_has_the_sections_and_tables_of_its_english_one() -> None:
    for page in pages():
        german = translation(page)
        if german is not None and not is_german(page):
            assert _shape(german) == _shape(page), page.name


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link, picture in _LINK.findall(_without_code(page.read_text("utf-8"))):
        target = link or picture
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        assert other.exists(), target
        if anchor:
            assert anchor in _anchors(other.read_text("utf-8")), target


def test_the_pages_show_the_figures_of_their_source() -> None:
    figures = read_figures()
    for page in pages_with_figures():
        text = page.read_text("utf-8")
        rendered = figures.render(text, page.relative_to(ROOT).as_posix())
        assert text == rendered, f"{page}: run python -m benchmarks.figures"


def test_a_number_is_written_as_each_language_writes_it() -> None:
    figures = read_figures()
    assert figures["memory"].number(0, "en") == "1,808"
    assert figures["memory"].number(0, "de") == "1.808"
    assert figures["quotations"].number(0, "en") == ".818"
    assert figures["quotations"].number(0, "de") == "0,818"
    assert figures["names"].number(0, "en") == ".846"


def _first_cells(section: str) -> str:
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return " ".join(row.split("|")[1] for row in rows)


def _shape(page: Path) -> list[str]:
    """Levels of the headings, and how many rows each table has."""
    shape, rows = [], 0
    for line in [*_without_code(page.read_text("utf-8")).splitlines(), ""]:
        if line.startswith("|"):
            rows += 1
        elif rows:
            shape.append(f"{rows} rows")
            rows = 0
        if line.startswith("#"):
            shape.append(line.partition(" ")[0])
    return shape


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def _anchors(text: str) -> set[str]:
    """The anchors that a forge makes of headings."""
    titles = re.findall(r"^#+ (.+)$", _without_code(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
