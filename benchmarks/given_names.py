"""How many given names have the right gender, by region: 300 of each from a public list.

    python -m benchmarks.given_names NAM_DICT

NAM_DICT is `nam_dict.txt` of Jörg Michael (2008), as the package gender-guesser 0.4.0 holds it:
names by country, told by people who bear names of that country. It is under the GNU Free
Documentation License and nothing of it is in this project, which measures with it alone; some of
the sources of `words/world_names.tsv` may have drawn on it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.results import write_results
from tasks.nlp.german.given_names import gender_of_given_name

_REGIONS = {
    "German": ("Germany",),
    "Ukrainian": ("Ukraine",),
    "Turkish": ("Turkey",),
    "Arabic and Persian": ("Arabia/Persia",),
    "East Asian": ("China", "Japan", "Korea", "Vietnam"),
    "Indian": ("India/Sri Lanka",),
}
_NAMES = 300
_GENDERS = {"M": "male", "F": "female"}
# In the head of the list a country stands above the column that counts its bearers.
_COUNTRY = re.compile(r"#\s+([A-Z][\w/,. ]+?)\s*\$")
_NAME = slice(3, 29)


def main() -> None:
    """Measure, print and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nam_dict", type=Path)
    lines = parser.parse_args().nam_dict.read_text("utf-8", errors="replace").splitlines()
    columns = {
        country[1]: below.index("|")
        for line, below in pairwise(lines)
        if (country := _COUNTRY.match(line)) and "|" in below
    }
    print(f"{'':20}{'right':>8}{'wrong':>8}{'unknown':>8}")
    counted = {}
    for region, countries in _REGIONS.items():
        genders = _genders(lines, [columns[country] for country in countries])
        names = random.Random(1).sample(sorted(genders), _NAMES)
        outcomes = Counter(_outcome(name, genders[name]) for name in names)
        counted[region] = dict(outcomes)
        print(f"{region:20}" + "".join(f"{outcomes[o]:>8}" for o in ("right", "wrong", "unknown")))
    print(f"written to {write_results('given_names', counted)}")


def _genders(lines: Sequence[str], columns: Sequence[int]) -> dict[str, str]:
    """Names that one of the countries has, and that only women or only men bear."""
    found = {}
    for line in lines:
        kind, name = line[:2].strip(), line[_NAME].strip()
        # Signs stand for several spellings.
        if kind not in _GENDERS or re.search(r"[+<>-]", name):
            continue
        if any(line[column : column + 1].strip() for column in columns):
            found[name] = _GENDERS[kind]
    return found


def _outcome(name: str, gender: str) -> str:
    found = gender_of_given_name(name)
    return "unknown" if found == "unknown" else "right" if found == gender else "wrong"


if __name__ == "__main__":
    main()
