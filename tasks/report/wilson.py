"""The Wilson score interval of a share."""

from __future__ import annotations

from math import sqrt

# Of the normal distribution, for 95 %.
_Z = 1.959964


def wilson(count: int, total: int) -> tuple[float, float] | None:
    """Bounds of the 95 % interval for `count` of `total`; None where there is nothing to count."""
    if not total:
        return None
    share, weight = count / total, _Z**2 / total
    middle = (share + weight / 2) / (1 + weight)
    half = sqrt(share * (1 - share) / total + weight / (4 * total)) * _Z / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)
