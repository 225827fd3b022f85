"""How often a speaker found in one way or another is right."""

from __future__ import annotations

import math

# Log odds of being right for each way, and what the log odds of the quotation and of the mention
# add; fitted by `training.scripts.speaker_confidence` on `benchmarks/gold/speakers-train.jsonl`.
_WAYS = {
    "frame": 0.17,
    "continuation": 0.77,
    "pronoun": 0.77,
    "role": 1.28,
    "group": 1.2,
    "implicit": 1.53,
}
_QUOTATION, _MENTION = 0.11, 0.43
_EDGE = 0.02


def confidence_of(method: str, *, quotation: float, mention: float) -> float:
    """Confidence that the speaker is right, from those of the quotation and of the mention."""
    odds = _WAYS[method] + _QUOTATION * log_odds(quotation) + _MENTION * log_odds(mention)
    return round(1 / (1 + math.exp(-odds)), 4)


def log_odds(share: float) -> float:
    """Log odds of a probability, which is kept a little away from 0 and 1."""
    bounded = min(1 - _EDGE, max(_EDGE, share))
    return math.log(bounded / (1 - bounded))
