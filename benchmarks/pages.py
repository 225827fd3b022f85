"""How much of a page's text is read, beside the extraction alone: `python -m benchmarks.pages`.

Precision, recall and F1 over the text's words as a multiset; the days that are right. The baseline
is trafilatura with `favor_precision` on the same pages. With `--show` it prints what differs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass

import trafilatura

from benchmarks.moulds import Page, ten_pages
from benchmarks.results import write_results
from tasks.read.files.characters import decoded
from tasks.read.page.reading import read_page
from tasks.read.record import Record

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of words."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: str, known: str) -> Score:
    """How many of the words found are known, and of those known found; each as often as it is."""
    ours, theirs = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(known.lower()))
    same = (ours & theirs).total()
    return Score(same / max(ours.total(), 1), same / max(theirs.total(), 1))


def ours(page: Page) -> Record | None:
    """What is read of the page; None where it is taken for no article."""
    found = read_page(decoded(page.html))
    return found if isinstance(found, Record) else None


def alone(page: Page) -> str:
    """What trafilatura gives of it by itself."""
    return trafilatura.extract(page.html, favor_precision=True, include_comments=False) or ""


def main() -> None:
    """Print a line a page and the means; write them to `results/pages.json`."""
    rows = {}
    for page in ten_pages():
        record = ours(page)
        known = "\n".join(page.paragraphs)
        text = "\n".join(one.text for one in record.paragraphs) if record else ""
        rows[page.mould] = (score(text, known), score(alone(page), known))
        print(f"{page.mould:12} {_line(*rows[page.mould])}; {_right(record, page)}")
        if "--show" in sys.argv:
            _show(text, page)
    means = [sum(pair[at].f1 for pair in rows.values()) / len(rows) for at in (0, 1)]
    print(f"mean F1 {means[0]:.4f}, trafilatura alone {means[1]:.4f}, {len(rows)} pages")
    write_results("pages", {"f1": round(means[0], 4), "trafilatura_alone": round(means[1], 4)})


def _line(read: Score, extracted: Score) -> str:
    return (
        f"F1 {read.f1:.3f} (P {read.precision:.3f} R {read.recall:.3f}), "
        f"trafilatura alone {extracted.f1:.3f}"
    )


def _right(record: Record | None, page: Page) -> str:
    if record is None:
        return "taken for no article"
    day = str(record.published or "")[:10] == page.published[:10]
    title = record.title == page.title
    return f"day {'right' if day else 'wrong'}, title {'right' if title else 'wrong'}"


def _show(text: str, page: Page) -> None:
    known = {" ".join(one.split()) for one in page.paragraphs}
    found = {" ".join(one.split()) for one in text.splitlines()}
    for sign, lines in (("+", found - known), ("-", known - found)):
        for line in sorted(lines):
            print(f"    {sign} {line[:140]}")


if __name__ == "__main__":
    main()
