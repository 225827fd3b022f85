"""Errors that mean that the memory is used up; native code says so in words only."""

from __future__ import annotations

_WORDS = (
    "bad_alloc",
    "bad allocation",
    "Failed to allocate memory",
    # Of the loader of shared libraries.
    "failed to map segment from shared object",
    "cannot allocate memory in static TLS block",
)


def is_shortage(error: BaseException) -> bool:
    """Whether the memory is used up."""
    return isinstance(error, MemoryError) or any(words in str(error) for words in _WORDS)
