"""How often what is said with a confidence is right."""

from __future__ import annotations

from collections.abc import Iterable


def reliability(confidences: Iterable[tuple[float, bool]]) -> list[tuple[int, float, float]]:
    """For each fifth of confidence that has any: how many, their mean, how many are right."""
    fifths: list[list[tuple[float, bool]]] = [[] for _ in range(5)]
    for one in confidences:
        fifths[min(4, int(5 * one[0]))].append(one)
    return [
        (
            len(those),
            sum(confidence for confidence, _ in those) / len(those),
            sum(right for _, right in those) / len(those),
        )
        for those in fifths
        if those
    ]


def largest_gap(bins: Iterable[tuple[int, float, float]], least: int = 30) -> float:
    """How far the mean confidence of a bin is from the share that is right, small bins apart."""
    return max((abs(mean - right) for count, mean, right in bins if count >= least), default=0.0)
