import unicodedata

import pytest
from spacy.language import Language

from tasks.nlp.reading.pieces import Pieces


@pytest.fixture(scope="module")
def pieces(nlp: Language) -> Pieces:
    found = nlp.get_pipe("wortlaut_encoder")._pieces
    assert isinstance(found, Pieces)
    return found


@pytest.mark.parametrize(
    "word",
    [
        "Donaudampfschifffahrtsgesellschaft",
        "Überschwemmungsgebietsverordnung",
        "xqzwkjv",
        "Ærøskøbing",
        "Дніпро",
        "5G-Netz",
        "»",
        "–",
        "³√",
        "👍",
    ],
)
def test_no_word_becomes_unknown(pieces: Pieces, word: str) -> None:
    ids = pieces.of_token(word, after_space=True)
    assert ids
    assert pieces.unknown not in ids


def test_decomposed_umlauts_have_the_pieces_of_composed_ones(pieces: Pieces) -> None:
    word = "Übergrößenträger"
    decomposed = unicodedata.normalize("NFD", word)
    assert decomposed != word
    assert pieces.of_token(decomposed, after_space=True) == pieces.of_token(word, after_space=True)


def test_pieces_know_whether_white_space_stood_before(pieces: Pieces) -> None:
    assert pieces.of_token("Haus", after_space=True) != pieces.of_token("Haus", after_space=False)


def test_white_space_has_no_pieces_and_every_other_token_some(
    nlp: Language, pieces: Pieces
) -> None:
    doc = nlp.make_doc("Eins \n\n\u200bzwei, „drei“.\t")
    ids, firsts = pieces.of_doc(doc)
    assert len(firsts) == len(doc) + 1
    assert firsts[-1] == len(ids)
    for token in doc:
        assert (firsts[token.i + 1] > firsts[token.i]) == (not token.is_space)


def test_a_token_of_a_million_characters_is_read_from_its_start(pieces: Pieces) -> None:
    start = pieces.of_token("x7Qz" * 50, after_space=True)
    assert pieces.of_token("x7Qz" * 250_000, after_space=True) == start
    assert len(start) < 100
