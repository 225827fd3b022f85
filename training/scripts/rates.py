"""How fast a network learns in the course of a stage."""

from __future__ import annotations

_LOWEST = 0.02
_FLAT = 0.25


def rate_at(number: int, count: int, warm_up: int) -> float:
    """Part of the full rate at step `number` (from 0) of `count`.

    Up in the warm-up, flat for a while, then down to nearly nothing.
    """
    falling = (count - number) / ((1 - _FLAT) * count)
    return min(1.0, (number + 1) / warm_up) * max(_LOWEST, min(1.0, falling))
