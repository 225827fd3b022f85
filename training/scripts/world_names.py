"""Given names whose bearers all over the world are nearly all women, or nearly all men.

    python -m training.scripts.world_names NAMES

NAMES is `name_data.json` of the package nomquamgender 0.1.4 (Van Buskirk, Clauset & Larremore,
MIT), which has for each name, in small letters without accents, how many public sources know it,
how many bearers they count, and the share of women. Writes the list of words `world_names.tsv`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tasks.nlp import german

# Fewer are often misspelt, or borne by a handful.
_SOURCES = 4
_BEARERS = 10
_NEARLY_ALL = 0.92
_HEAD = """\
# Given names whose bearers all over the world are nearly all women (f) or men (m),
# in small letters without accents.
# Made by training/scripts/world_names.py from the data of the package nomquamgender 0.1.4
# (Van Buskirk, Clauset & Larremore, MIT).
"""


def main() -> None:
    """Read the data and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    data = json.loads(parser.parse_args().names.read_text("utf-8"))
    rows = []
    for name, (sources, bearers, women, *_) in sorted(data.items()):
        if sources < _SOURCES or bearers < _BEARERS or not name.isalpha() or len(name) < 3:
            continue
        if women >= _NEARLY_ALL or women <= 1 - _NEARLY_ALL:
            rows.append(f"{name}\t{'f' if women > 0.5 else 'm'}\n")
    path = Path(german.__file__).parent / "words" / "world_names.tsv"
    path.write_text(_HEAD + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
