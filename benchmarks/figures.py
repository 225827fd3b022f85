"""The figures of the documentation, written into its pages from one source.

    python -m benchmarks.figures

`docs/figures.toml` has every figure once, with the command that measures it. The table of
`docs/figures.md` and the six figures of both READMEs stand between `<!-- figures -->` and
`<!-- end of figures -->`; a single number in a sentence stands between `<!-- figure ID N -->` and
`<!-- / -->`, where N counts the numbers of a figure from 0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "figures.toml"
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_INLINE = re.compile(r"(<!-- figure (\w+) (\d+) -->).*?(<!-- / -->)")
# As the source writes them: 2,580 or 0.81 or .846.
_NUMBER = re.compile(r"\d+(?:,\d{3})+|\d*\.\d+|\d+")
_HEADS = {"en": ("what", "figure", "command"), "de": ("was", "Wert", "Befehl")}
_EARLIER = {"en": "earlier release", "de": "frühere Version"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `value` as it stands there, `command` as Markdown."""

    id: str
    what: str
    value: str
    command: str
    earlier: bool = False

    def number(self, index: int, language: str) -> str:
        """One of the value's numbers, as this language writes it.

        A label such as F1 is no number. Raises IndexError when the figure has fewer.
        """
        found: str = _NUMBER.findall(re.sub(r"\b[A-Z]\d\b", "", self.value))[index]
        if language == "de":
            whole = "0" + found if found.startswith(".") else found
            return whole.translate(str.maketrans(",.", ".,"))
        return found


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures by chapter, and which of them the READMEs show in which words."""

    chapters: dict[str, list[Figure]]
    readme: list[dict[str, Any]]

    def __getitem__(self, id: str) -> Figure:
        for chapter in self.chapters.values():
            for figure in chapter:
                if figure.id == id:
                    return figure
        raise KeyError(f"{SOURCE.name} has no figure {id!r}")

    def render(self, page: str, name: str) -> str:
        """The page of this name with its figures as the source has them."""
        language = "de" if name == "README.de.md" or name.startswith("docs/de/") else "en"

        def single(match: re.Match[str]) -> str:
            number = self[match[2]].number(int(match[3]), language)
            return f"{match[1]}{number}{match[4]}"

        def block(match: re.Match[str]) -> str:
            lines = self._chapters() if name == "docs/figures.md" else self._readme(language)
            return match[1] + "".join(f"{line}\n" for line in lines) + match[2]

        return _INLINE.sub(single, _BLOCK.sub(block, page))

    def _readme(self, language: str) -> Iterator[str]:
        yield from _head(language)
        for row in self.readme:
            figure = self[row["figure"]]
            what, value = row[language]
            numbers = [figure.number(int(n), language) for n in re.findall(r"\{(\d)\}", value)]
            if figure.earlier:
                value += f" ({_EARLIER[language]})"
            yield f"| {what} | {value.format(*numbers)} | {figure.command} |"

    def _chapters(self) -> Iterator[str]:
        for title, figures in self.chapters.items():
            yield f"\n## {title}\n"
            yield from _head("en")
            for figure in figures:
                mark = f" ({_EARLIER['en']})" if figure.earlier else ""
                yield f"| {figure.what} | {figure.value}{mark} | {figure.command} |"
        yield ""


def read_figures() -> Figures:
    """The figures of `docs/figures.toml`."""
    source = tomllib.loads(SOURCE.read_text("utf-8"))
    chapters = {
        chapter["title"]: [Figure(**figure) for figure in chapter["figures"]]
        for chapter in source["chapters"]
    }
    return Figures(chapters, source["readme"])


def pages() -> Iterator[Path]:
    """Pages that may show figures."""
    yield from sorted(ROOT.glob("README*.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))


def _head(language: str) -> Iterator[str]:
    yield f"| {' | '.join(_HEADS[language])} |"
    yield "| --- | --- | --- |"


def main() -> None:
    """Write the figures into all pages."""
    figures = read_figures()
    for page in pages():
        text = page.read_text("utf-8")
        written = figures.render(text, page.relative_to(ROOT).as_posix())
        if written != text:
            page.write_text(written, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: written anew")


if __name__ == "__main__":
    main()
