import numpy as np

from tasks.nlp.german.agreement import Candidate, agree

PERSON, PLACE = 0, 1


def name(words: str, person: float) -> Candidate:
    scores = np.log(np.array([person, 1 - person], dtype=np.float32))
    return Candidate(tuple(words.split()), int(scores.argmax()), scores)


def labels(*candidates: Candidate) -> list[int]:
    return agree(candidates, person=PERSON)


def test_the_mentions_of_a_name_have_one_label() -> None:
    assert labels(name("Holm", 0.9), name("Holm", 0.4), name("Kiel", 0.1)) == [
        PERSON,
        PERSON,
        PLACE,
    ]


def test_a_full_name_speaks_for_its_last_word() -> None:
    assert labels(name("Jens Berg", 0.99), name("Berg", 0.3)) == [PERSON, PERSON]


def test_a_genitive_is_the_same_name() -> None:
    assert labels(name("Anna Holm", 0.99), name("Holms", 0.3), name("Holm", 0.9)) == [PERSON] * 3
    assert labels(name("Paris", 0.1), name("Holm", 0.9)) == [PLACE, PERSON]


def test_a_name_keeps_a_label_that_its_sentence_is_sure_of() -> None:
    assert labels(name("Kiel", 0.01), name("Kiel", 0.02), name("Kiel", 0.999)) == [
        PLACE,
        PLACE,
        PERSON,
    ]


def test_no_names_are_no_labels() -> None:
    assert labels() == []
