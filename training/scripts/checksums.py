"""Note the hashes of a pipeline's files anew, after one of them was changed on purpose.

    python -m training.scripts.checksums [FOLDER]

Whatever writes a pipeline (training/scripts/package.py) does so by itself.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tasks.machine.checksums import write_checksums
from tasks.nlp.version import DEFAULT_MODEL


def main() -> None:
    """Write SHA256SUMS."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT_MODEL)
    print(f"hashes written to {write_checksums(parser.parse_args().folder)}")


if __name__ == "__main__":
    main()
