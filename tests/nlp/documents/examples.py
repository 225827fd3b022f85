"""What an example is: a question to a doc made by hand, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Examples = Mapping[str, tuple[Callable[[], object], object]]
"""For each rule by its name a question, which makes its doc anew, and what it gives."""
