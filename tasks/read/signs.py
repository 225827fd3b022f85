"""By what the files of each format are told from others: by content first, then by name."""

from __future__ import annotations
