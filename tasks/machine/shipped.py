"""What is shipped beside the code: language model, SQL project, sample articles.

In a clone they are folders at its top, where people look for them. A wheel has no such top, so
`setup.py` puts them below this package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
IN_A_CLONE = not (_PACKAGE / "sql").is_dir()
"""Whether this program runs from a clone of its repository, and not from an installed wheel."""
_TOP = _PACKAGE.parent if IN_A_CLONE else _PACKAGE

MODEL = _TOP / "models" / "de_wortlaut"
SQL = _TOP / "sql"
SAMPLES = _TOP / "seeds"
GET_AGAIN = (
    "fetch the repository again (git checkout -- models sql)"
    if IN_A_CLONE
    else "install the wheel again (pip install --force-reinstall --no-deps wortlaut)"
)
"""What to do where one of them is missing or damaged."""
