import pytest

from tasks.nlp.german.moods import certain_mood


def mood(sentence: str, *, clause_start: int = 0) -> str | None:
    """The mood of the form between asterisks."""
    words = sentence.lower().split()
    number = next(n for n, word in enumerate(words) if word.startswith("*"))
    words[number] = words[number].strip("*")
    return certain_mood(words, number, clause_start)


@pytest.mark.parametrize(
    "sentence",
    [
        "die lage *sei* ernst",
        "man *müsse* handeln",
        "der rat *habe* das beschlossen",
        "die stadt *werde* zahlen",
        "er *komme* am montag",
        "sie *wäre* gern gekommen",
        "dann *gäbe* es streit",
        "das *bekäme* ihm schlecht",
        "die frage , ob er *vorlese*",
    ],
)
def test_the_konjunktiv_shows_in_the_form(sentence: str) -> None:
    assert mood(sentence) == "Sub"


@pytest.mark.parametrize(
    "sentence",
    [
        "die lage *ist* ernst",
        "der rat *hatte* das beschlossen",
        "das *kann* er nicht",
        "er *sprach* lange",
        "ich *komme* am montag",
        "gestern *habe* auch ich gelacht",
    ],
)
def test_so_does_the_indicative(sentence: str) -> None:
    assert mood(sentence) == "Ind"


@pytest.mark.parametrize("sentence", ["er *sollte* gehen", "sie *sagte* nichts", "sie *fielen*"])
def test_other_forms_are_left_in_doubt(sentence: str) -> None:
    assert mood(sentence) is None


def test_the_first_person_of_another_clause_does_not_count() -> None:
    assert mood("ich hörte , er *komme* heute", clause_start=2) == "Sub"
