"""What the owner of a file is told where it cannot be seen which key holds the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KEYS_SHOWN = 20
_SHOWN = 60
_DEPTH = 4
_KINDS: dict[type, str] = {str: "a text", list: "a list", bool: "true or false", int: "a number"}


def untold(value: Any, pattern: str, path: str | None = None) -> str:
    """Why a value is no article, and the lines of sources.toml that would say where its text is.

    `pattern` stands for its file there; `path` is what the hints say already.
    """
    if not isinstance(value, dict):
        kind = _KINDS.get(type(value), "a number" if isinstance(value, float) else "nothing")
        return f"it is {kind}, where an object with an article's fields should be; leave it out"
    paths = list(_paths(value, "", 0))
    if not paths:
        return "it is an object without keys; leave it out"
    keys = ", ".join(path[:_SHOWN] for path, _ in paths[:_KEYS_SHOWN])
    more = f" and {len(paths) - _KEYS_SHOWN} more" if len(paths) > _KEYS_SHOWN else ""
    if path is not None:
        return (
            f"sources.toml says that {path!r} holds the text, but there is no such key; the keys "
            f"are {keys}{more}"
        )
    longest, length = max(paths, key=lambda each: each[1])
    text = longest.replace("\\", "\\\\").replace('"', '\\"') if length else "…"
    return (
        f"it cannot be told which of the keys {keys}{more} holds the text; say it in three lines "
        f'of sources.toml, as [[files]] | pattern = "{pattern}" | columns = {{ text = "{text}", '
        'title = "…", published = "…" }'
    )


def _paths(value: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, int]]:
    """The paths of an object's values, each with the length of the text there."""
    for key, held in value.items():
        path = f"{before}{key}"
        if isinstance(held, dict) and held and depth < _DEPTH:
            yield from _paths(held, f"{path}.", depth + 1)
        elif isinstance(held, list):
            yield path, sum(len(item) for item in held if isinstance(item, str))
        else:
            yield path, len(held) if isinstance(held, str) else 0
