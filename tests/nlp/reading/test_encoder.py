import pickle
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.pipeline import load
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.windows import WINDOW

TEXTS = (
    "Der Stadtrat von Altenweser hat am Dienstag den Haushalt beschlossen.",
    "„Das reicht nicht“, sagte die Bürgermeisterin. „Wir brauchen mehr.“",
    "Regen.\n\nIm Norden bleibt es trüb, im Süden scheint die Sonne.",
)
LONG = " ".join(f"Die Gemeinde Nummer {number} bekommt eine neue Schule." for number in range(120))


@pytest.fixture(scope="module")
def encoder(nlp: Language) -> Encoder:
    found = nlp.get_pipe("wortlaut_encoder")
    assert isinstance(found, Encoder)
    return found


def vectors(nlp: Language, encoder: Encoder, text: str) -> bytes:
    tensor = encoder(nlp.make_doc(text)).tensor
    assert tensor.dtype == np.float32
    return tensor.tobytes()


def test_a_text_has_the_same_bytes_alone_and_in_company_in_any_order(
    nlp: Language, encoder: Encoder
) -> None:
    alone = [vectors(nlp, encoder, text) for text in TEXTS]
    assert [vectors(nlp, encoder, text) for text in reversed((LONG, *TEXTS))][:-1] == alone[::-1]
    with nlp.select_pipes(enable=["wortlaut_encoder"]):
        piped = [doc.tensor.tobytes() for doc in nlp.pipe([*TEXTS, LONG], batch_size=4)]
    assert piped[:-1] == alone


def in_this_process(text: str) -> bytes:
    nlp = load()
    encoder = nlp.get_pipe("wortlaut_encoder")
    assert isinstance(encoder, Encoder)
    return vectors(nlp, encoder, text)


def test_other_processes_find_the_same_bytes(nlp: Language, encoder: Encoder) -> None:
    alone = [vectors(nlp, encoder, text) for text in TEXTS]
    # Started as the workers of a run are: afresh, not as copies of this process.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(in_this_process, TEXTS)) == alone


@pytest.mark.parametrize("copied", ["pickle", "bytes", "disk"])
def test_a_copy_of_the_encoder_finds_the_same_bytes(
    nlp: Language, encoder: Encoder, tmp_path: Path, copied: str
) -> None:
    if copied == "pickle":
        other = pickle.loads(pickle.dumps(encoder))
    elif copied == "bytes":
        other = Encoder().from_bytes(encoder.to_bytes())
    else:
        encoder.to_disk(tmp_path / "encoder")
        other = Encoder().from_disk(tmp_path / "encoder")
    assert vectors(nlp, other, TEXTS[1]) == vectors(nlp, encoder, TEXTS[1])


def test_a_token_has_the_vector_of_its_first_piece_and_white_space_has_zeros(
    nlp: Language, encoder: Encoder
) -> None:
    doc = encoder(nlp.make_doc("Regen.\n\nÜberschwemmungsgebietsverordnung"))
    pieces = encoder._pieces
    assert pieces is not None
    ids, firsts = pieces.of_doc(doc)
    assert firsts[-1] > len(doc), "the long word must have several pieces"
    everything = encoder.encode(ids, [])
    for token in doc:
        if token.is_space:
            assert not doc.tensor[token.i].any()
        else:
            assert np.array_equal(doc.tensor[token.i], everything[firsts[token.i]])


def test_every_word_of_a_long_text_has_a_vector_much_like_that_in_a_short_one(
    nlp: Language, encoder: Encoder
) -> None:
    doc = encoder(nlp.make_doc(LONG))
    assert len(doc) > 3 * WINDOW
    assert all(doc.tensor.any(axis=1))
    # Each sentence says the same but for its number: where windows meet must not show.
    schools = doc.tensor[[token.i for token in doc if token.text == "Schule"]]
    schools = schools / np.linalg.norm(schools, axis=1, keepdims=True)
    assert (schools @ schools.mean(axis=0)).min() > 0.9


def test_decomposed_umlauts_have_the_vectors_of_composed_ones(
    nlp: Language, encoder: Encoder
) -> None:
    words = ["Für", "Köln", "übernimmt", "Jörg", "Müßig"]
    composed = encoder(Doc(nlp.vocab, words=words))
    decomposed = encoder(Doc(nlp.vocab, words=[unicodedata.normalize("NFD", w) for w in words]))
    assert decomposed.text != composed.text
    assert np.array_equal(decomposed.tensor, composed.tensor)


def test_an_encoder_without_weights_says_so(nlp: Language) -> None:
    with pytest.raises(ValueError, match="load the pipeline from a model folder"):
        Encoder()(nlp.make_doc("Regen."))
