"""Numbers with the thing they count, as a person writes them."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """`1 article`, `2 articles`, `2 batches`, `2 entities`: a noun with a regular plural."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("y"):
        return f"{count} {noun[:-1]}ies"
    return f"{count} {noun}{'es' if noun.endswith(('ch', 'ss')) else 's'}"
