import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.readings import take_readings
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.windows import WINDOW

LONG = "\n\n".join(
    f"Die Gemeinde Nummer {number} bekommt eine neue Schule." for number in range(80)
)


@pytest.fixture(scope="module")
def encoder(nlp: Language) -> Encoder:
    found = nlp.get_pipe("wortlaut_encoder")
    assert isinstance(found, Encoder)
    return found


def test_every_word_is_kept_from_one_reading_with_the_docs_own_vector(
    nlp: Language, encoder: Encoder
) -> None:
    doc = encoder(nlp.make_doc(LONG))
    readings = take_readings(doc)
    assert len(doc) > 2 * WINDOW and len(readings) > 2
    kept = [
        (reading.tokens[reading.keep_from : reading.keep_to], reading.vectors)
        for reading in readings
    ]
    assert np.concatenate([tokens for tokens, _ in kept]).tolist() == [
        token.i for token in doc if not token.is_space
    ]
    for reading in readings:
        here = slice(reading.keep_from, reading.keep_to)
        last = reading.vectors[here, -encoder.width :]
        assert np.array_equal(last, doc.tensor[reading.tokens[here]])


def test_windows_meet_where_sentences_do(nlp: Language, encoder: Encoder) -> None:
    doc = encoder(nlp.make_doc(LONG))
    firsts = [reading.tokens[reading.keep_from] for reading in take_readings(doc)]
    assert {doc[int(first)].text for first in firsts} == {"Die"}


def test_readings_can_be_taken_once_and_travel_with_the_doc(
    nlp: Language, encoder: Encoder
) -> None:
    doc = encoder(nlp.make_doc(LONG))
    other = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for one, two in zip(take_readings(doc), take_readings(other), strict=True):
        assert np.array_equal(one.vectors, two.vectors)
        assert (one.keep_from, one.keep_to) == (two.keep_from, two.keep_to)
    with pytest.raises(ValueError, match="not read by an encoder"):
        take_readings(doc)
