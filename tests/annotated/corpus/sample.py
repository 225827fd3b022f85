"""A small article of our own with every kind of mark."""

from pathlib import Path

WRITTEN = (Path(__file__).parent / "written-bruecke.txt").read_text("utf-8")
