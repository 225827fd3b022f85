"""Whether the words of each quotation were said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.factuality.features import ask
from tasks.nlp.factuality.network import Judge
from tasks.nlp.layers.factuality import FACTUALITY
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.reading.trained import Trained


class Factualities(Trained):
    """Writes the factuality of a doc's quotations; without weights all of them are said."""

    def __init__(self, name: str = "wortlaut_factuality") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Judge the quotations of one doc."""
        quotations = QUOTATIONS.read(doc)
        if self.arrays and quotations:
            FACTUALITY.write(doc, Judge(self.arrays).judge(ask(doc, quotations)))
        else:
            FACTUALITY.write(doc, ["said"] * len(quotations))
        return doc

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote; a pipeline that was made before has no weights."""
        return super().from_disk(path) if Path(path).is_dir() else self


@Language.factory(
    "wortlaut_factuality",
    requires=["doc.tensor", "doc._.quotations", "token.head", "token.dep", "token.lemma"],
    assigns=["doc._.factuality"],
)
def make_factualities(nlp: Language, name: str) -> Factualities:
    """A network without weights; they come from the model folder."""
    return Factualities(name)
