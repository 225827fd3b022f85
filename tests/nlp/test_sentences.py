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
