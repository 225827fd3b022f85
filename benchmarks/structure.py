"""How the language part is laid out: its rooms, the imports between them, the way of one article.

    python -m benchmarks.structure

The way is what somebody reads who follows an article through the model, from the text to the rows:
each function where it is called for the first time. A stay is a stretch of that way in one module;
a module with many stays is one that a reader comes back to again and again.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import FrameType

from tasks.machine import shipped
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.rows.extract import extract
from tasks.text.article import Article
from tasks.text.parse import parse

_HOUSE = Path(__file__).parents[1] / "tasks" / "nlp"
_NAME = "tasks.nlp."
_SHOWN = 12
# Words, grammar and types: nobody reads on in them, as nobody reads on in a dictionary.
_LOOKED_UP = ("german", "layers")


def main() -> None:
    """Print the counts."""
    modules = {path: _room(path) for path in sorted(_HOUSE.rglob("*.py")) if path.stem[0] != "_"}
    arrows = {
        (room, other)
        for path, room in modules.items()
        for other in map(_room, _imported(path))
        if other != room
    }
    sizes = Counter(modules.values())
    print(f"modules   {len(modules)} in {len(sizes)} rooms: {_counts(sizes)}")
    print(f"imports   between rooms: {len(arrows)} arrows")
    article = parse((shipped.SAMPLES / "2023-05-14-stadtrat-bruecke.txt").read_bytes())
    assert isinstance(article, Article)
    way = _way(article)
    _print_way("way       of one article", way)
    _print_way(
        f"          without {' and '.join(_LOOKED_UP)}",
        [module for module in way if module.split("/")[0] not in _LOOKED_UP],
    )


def _print_way(title: str, way: list[str]) -> None:
    stays = Counter(module for module, _ in groupby(way))
    print(f"{title}: {stays.total()} stays in {len(stays)} modules, most of them in")
    print(f"          {_counts(Counter(dict(stays.most_common(_SHOWN))))}")


def _room(path: Path) -> str:
    below = path.relative_to(_HOUSE)
    return below.parts[0] if len(below.parts) > 1 else "line"


def _imported(path: Path) -> Iterator[Path]:
    """Modules of the house that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(_NAME):
            for name in (node.module, *(f"{node.module}.{a.name}" for a in node.names)):
                file = _HOUSE.joinpath(*name.removeprefix(_NAME).split(".")).with_suffix(".py")
                if file.exists():
                    yield file


def _way(article: Article) -> list[str]:
    """The module of each function, in the order of the functions' first calls."""
    nlp = load()
    met: dict[tuple[str, int], str] = {}
    house = f"{_HOUSE}/"

    def look(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_name[0] != "<" and code.co_filename.startswith(house):
            module = code.co_filename.removeprefix(house).removesuffix(".py")
            met.setdefault((code.co_filename, code.co_firstlineno), module)

    sys.setprofile(look)
    try:
        doc = annotate_doc(nlp, article.text, article.blocks)
        extract(article.article_id, doc, published_on=article.published_on)
    finally:
        sys.setprofile(None)
    return list(met.values())


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


if __name__ == "__main__":
    main()
