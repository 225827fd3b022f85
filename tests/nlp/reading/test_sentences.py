import pytest
from spacy.language import Language


def sentences(nlp: Language, text: str) -> list[str]:
    doc = nlp.make_doc(text)
    for name in ("wortlaut_encoder", "wortlaut_sentences"):
        doc = nlp.get_pipe(name)(doc)
    return [sentence.text.strip() for sentence in doc.sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["Der Rat tagte.", "Er ging."],
        ["Am 3. März kam Dr. Berg um 14.30 Uhr.", "Sie blieb."],
        ["„Wir gehen.“", "Dann gingen sie."],
        ['Sie sagte: "Wir gehen."', "Dann gingen sie."],
        ["»Wirklich?«, fragte er.", "Niemand antwortete."],
        ["„Kommt ihr?“ fragte er.", "Nein."],
        ["Das kostet 1,5 Mio. Euro, u. a. für Nord Stream 2.", "Die Stadt zahlt."],
        ["Das war im Jahr 2019.", "Seitdem ruht der Bau."],
        ["J. R. Maier kam als Erster.", "Er trug Nr. 5."],
        ["Er kam über die A9.", "Dann ging es nach Kiel."],
    ],
)
def test_sentences_end_where_readers_end_them(nlp: Language, parts: list[str]) -> None:
    assert sentences(nlp, " ".join(parts)) == parts


def test_a_block_ends_its_sentence_without_a_full_stop(nlp: Language) -> None:
    text = "Erster Absatz hier.\n\nStreit um die Brücke\n\nZweiter Absatz, länger."
    assert sentences(nlp, text) == [
        "Erster Absatz hier.",
        "Streit um die Brücke",
        "Zweiter Absatz, länger.",
    ]


@pytest.mark.parametrize("figure", ["A9", "G20", "DC-9", "Covid-19", "3,5", "1.234,56", "12:30"])
def test_a_full_stop_after_a_figure_is_no_part_of_it(nlp: Language, figure: str) -> None:
    assert [token.text for token in nlp.make_doc(f"mit {figure}.“ Dann")][1:3] == [figure, "."]


def test_the_full_stop_of_an_ordinal_is_a_part_of_it(nlp: Language) -> None:
    assert [token.text for token in nlp.make_doc("am 3. Mai")] == ["am", "3.", "Mai"]


def test_what_goes_on_for_a_thousand_words_is_cut(nlp: Language) -> None:
    doc = nlp.make_doc("und dann kam er " * 600)
    for name in ("wortlaut_encoder", "wortlaut_sentences"):
        doc = nlp.get_pipe(name)(doc)
    assert [len(sentence) for sentence in doc.sents] == [1_000, 1_000, 400]
