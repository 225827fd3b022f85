"""What a run says of the register of the forgotten before it begins."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from tasks.forgotten.keyed import Forgotten, without_forgotten
from tasks.link.corrections import Correction

logger = logging.getLogger("wortlaut")


def heed_forgotten(
    corrections: Iterable[Correction], forgotten: Forgotten
) -> tuple[Correction, ...]:
    """The corrections that name nobody forgotten; of the others and of what is due, a warning."""
    if forgotten.pending:
        logger.warning(
            "a removal was cut off before it was finished; finish it with: wortlaut forget --again"
        )
    kept, places = without_forgotten(corrections, forgotten)
    for place in places:
        logger.warning("%s is left out: it names somebody forgotten; take it out", place)
    return kept
