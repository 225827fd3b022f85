"""Who utters each quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.antecedents import ANTECEDENTS, Antecedents
from tasks.nlp.layers.chains import CHAINS, REFERENTS
from tasks.nlp.layers.phrases import NOUN_PHRASES, ROLE_PHRASES
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.layers.speakers import SPEAKERS, Speaker
from tasks.nlp.layers.vocabulary import Gender
from tasks.nlp.reading.trained import Trained
from tasks.nlp.speakers.candidates import candidates
from tasks.nlp.speakers.choice import (
    Answer,
    answers_of_rules,
    is_several,
    speakers_of_answer,
    speakers_of_answers,
    weighed,
)
from tasks.nlp.speakers.features import Asked, ask
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.network import Weigher
from tasks.nlp.speakers.surroundings import Surroundings


class Speakers(Trained):
    """Writes the speakers of a doc's quotations.

    What the rules find is evidence; a trained network weighs it, and all else that tells one
    candidate from the others. Without weights the rules decide.
    """

    def __init__(self, name: str = "wortlaut_speakers") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the speakers of one doc's quotations.

        What coreference has weighed is taken off the doc: nobody reads it after this.
        """
        index = index_of(doc)
        answers = answers_of_rules(index, QUOTATIONS.read(doc))
        weighed = ANTECEDENTS.take(doc)
        if self.arrays:
            SPEAKERS.write(doc, self._weighed(doc, index, answers, weighed))
        else:
            SPEAKERS.write(doc, speakers_of_answers(answers))
        return doc

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote; a pipeline that was made before has no weights."""
        return super().from_disk(path) if Path(path).is_dir() else self

    def _weighed(
        self,
        doc: Doc,
        index: ChainIndex,
        answers: list[Answer],
        antecedents: Sequence[Antecedents],
    ) -> Iterator[Speaker]:
        weigher = Weigher(self.arrays)
        tensor = np.asarray(doc.tensor, dtype=np.float32)
        quotations = QUOTATIONS.read(doc)
        for number, asked in enumerate(asked_of(doc, index, answers, antecedents)):
            answer = answers[number]
            if is_several(answer):
                yield from speakers_of_answer(number, answer)
                continue
            odds = weigher.weigh(asked, tensor)
            yield from weighed(index, number, quotations[number], answer, asked, odds)


def index_of(doc: Doc) -> ChainIndex:
    """The doc's chains, roles and names by token."""
    chains = CHAINS.read(doc)
    genders: dict[int, Gender] = {
        referent.chain: referent.gender
        for referent in REFERENTS.read(doc)
        if referent.chain is not None
    }
    numbers = range(len(chains))
    return ChainIndex(
        doc,
        chains,
        ROLE_PHRASES.read(doc),
        named=[number in genders for number in numbers],
        genders=[genders.get(number, "unknown") for number in numbers],
    )


def asked_of(
    doc: Doc, index: ChainIndex, answers: list[Answer], antecedents: Sequence[Antecedents]
) -> Iterator[Asked]:
    """Each quotation of a doc with its candidates, when the rules have been asked."""
    found = [answer.found for answer in answers]
    around = Surroundings(index, QUOTATIONS.read(doc), found, NOUN_PHRASES.read(doc), antecedents)
    for number, each in enumerate(found):
        yield ask(around, number, candidates(around.near(number), each))


@Language.factory(
    "wortlaut_speakers",
    requires=[
        "doc.tensor",
        "doc._.quotations",
        "doc._.names",
        "doc._.noun_phrases",
        "doc._.role_phrases",
        "doc._.antecedents",
        "doc._.chains",
        "doc._.referents",
    ],
    assigns=["doc._.speakers"],
)
def make_speakers(nlp: Language, name: str) -> Speakers:
    """A network without weights; they come from the model folder."""
    return Speakers(name)
