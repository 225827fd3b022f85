from itertools import pairwise, product

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.tokens import Doc

from tasks.nlp.reading.names import _TRANSITIONS, TAGS, Names, decode

GERMAN = spacy.blank("de").vocab

scores = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 12), st.just(len(TAGS))),
    elements=st.floats(-50, 50, width=32),
)


def is_allowed(tags: list[str]) -> bool:
    return all(
        not tag.startswith("I-") or before[2:] == tag[2:]
        for before, tag in zip(["O", *tags], tags, strict=False)
    )


def find(words: list[str], tags: list[str], *, sentence_starts: tuple[int, ...] = (0,)) -> Doc:
    """A doc whose vectors say outright which tag each token should have."""
    # A tag is far likelier than all others: sentences that see a name differently keep to it.
    weights = 20 * np.eye(len(TAGS), dtype=np.float32)
    head = Names().fill({"weights": weights, "bias": np.zeros(9, np.float32)}, {})
    doc = Doc(GERMAN, words=words, spaces=[True] * len(words))
    for token in doc:
        token.is_sent_start = token.i in sentence_starts
    doc.tensor = weights[[TAGS.index(tag) for tag in tags]] / 20  # type: ignore[assignment]
    return head(doc)


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


@given(scores)
def test_every_inside_tag_follows_a_name_of_its_own_label(scores: np.ndarray) -> None:
    tags = [TAGS[number] for number in decode(scores)]
    assert len(tags) == len(scores)
    assert is_allowed(tags)


def test_the_decoded_tags_are_the_best_of_all_that_are_allowed() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        scores = rng.normal(size=(3, len(TAGS))).astype(np.float32)
        allowed = (
            numbers
            for numbers in product(range(len(TAGS)), repeat=3)
            if is_allowed([TAGS[number] for number in numbers])
        )
        best = max(
            allowed,
            key=lambda numbers: (
                sum(scores[range(3), list(numbers)])
                + sum(_TRANSITIONS[pair] for pair in pairwise(numbers))
            ),
        )
        assert decode(scores) == list(best)


def test_neighbouring_names_stay_apart() -> None:
    doc = find(["Anna", "Berg", "Kiel", "kam"], ["B-PER", "I-PER", "B-LOC", "O"])
    assert found(doc) == [("Anna Berg", "PER"), ("Kiel", "LOC")]


@pytest.mark.parametrize(("sure", "names"), [(3, ["Anna Berg"]), (5, ["Anna", "Berg"])])
def test_a_name_falls_in_two_where_that_is_much_likelier(sure: float, names: list[str]) -> None:
    scores = np.full((2, len(TAGS)), -9, dtype=np.float32)
    scores[:, TAGS.index("B-PER")] = 0
    scores[1, TAGS.index("I-PER")] = -sure
    begun = [TAGS[number] for number in decode(scores)].count("B-PER")
    assert begun == len(names)


def test_a_name_at_the_end_of_the_doc_is_found() -> None:
    assert found(find(["in", "Bad", "Elster"], ["O", "B-LOC", "I-LOC"])) == [("Bad Elster", "LOC")]


def test_a_name_never_crosses_the_end_of_a_sentence() -> None:
    words, tags = ["Anna", "Berg", "Kiel"], ["B-PER", "I-PER", "I-PER"]
    assert [text for text, _ in found(find(words, tags))] == ["Anna Berg Kiel"]
    parted = found(find(words, tags, sentence_starts=(0, 2)))
    assert "Anna Berg Kiel" not in [text for text, _ in parted]
    assert parted[0] == ("Anna Berg", "PER")


def test_white_space_inside_a_name_does_not_end_it() -> None:
    doc = find(["Anna", "\n", "Berg", "."], ["B-PER", "O", "I-PER", "O"])
    assert [(ent.start, ent.end) for ent in doc.ents] == [(0, 3)]


@pytest.mark.parametrize("words", [[], ["\n"], [" ", "\n\n"]])
def test_a_doc_without_words_has_no_names(words: list[str]) -> None:
    assert found(find(words, ["B-PER"] * len(words))) == []


def test_a_head_survives_the_way_through_bytes() -> None:
    weights = np.arange(9 * 4, dtype=np.float32).reshape(9, 4)
    head = Names().fill({"weights": weights, "bias": np.arange(9, dtype=np.float32)}, {})
    again = Names().from_bytes(head.to_bytes())
    assert again.arrays.keys() == head.arrays.keys()
    for name, values in head.arrays.items():
        assert np.array_equal(again.arrays[name], values)
