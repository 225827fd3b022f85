"""Whether the words of each quotation were said, or only could have been, or will be."""

from __future__ import annotations

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Factuality

FACTUALITY: Layer[Factuality] = Layer("factuality", Factuality)
"""One of each quotation, in their order."""
