import pytest

from annotated.corpus.check import findings, text_hash
from annotated.corpus.file import parse_article
from annotated.corpus.folder import SECOND, SOURCES, corpus_articles
from tests.annotated.corpus.sample import WRITTEN


def found(written: str) -> list[str]:
    return list(findings(parse_article("x", written)))


def test_a_sound_article_has_no_findings() -> None:
    assert found(WRITTEN) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("source: own\n", "", "no line “source: …”"),
        ("genre: council", "genre: rat", "the genre rat is none of"),
        ("source: own", "source: own\nsha256: 00", "not that of the source"),
        ("ort = Alten", "rat = Ort, LOC\nort = Alten", "the key rat stands twice"),
        (
            "ort = Alten",
            "leer = Ort, LOC\nort = Alten",
            "leer stands below == names ==",
        ),
        ("ort = Altenweser, LOC", "", "ort has no line below"),
        ("ort = Alten", "zwei = rike dahl, PER, f\nort = Alten", "have the same name"),
        ("<rike~ der Kämmerin>", "<rike der Kämmerin>", "shares no word with Rike Dahl"),
        ("<sprecher~ ein", "<sprecher ein", "is marked as a name, but sprecher has none"),
        ("{2 die Brücke", "{2  die Brücke", "begins or ends with white space"),
        ("{5c sagte}", "{5c sag}te", "within a word"),
        ("{4 <rike Sie> habe", "{4 {4c <rike Sie>} habe", "is IndirectFreeIndirect and has a cue"),
        ("{2+3f {2+3s", "{3f {2+3s", "is Indirect and has no frame"),
        ("In <ort", "{2c In} <ort", "does not lie in its frame"),
        ("{3 „marode“}", "{3 {2f „marode“}}", "runs into its quote"),
        ("3 Direct Speech = rike", "3 Direct Speech = -", "has somebody among the words"),
        ("@byline Von Sven", "@byline Von <rike Sven", "lies in a block of kind byline"),
        ("In <ort Altenweser>", "In Altenweser", "is marked elsewhere and not in"),
    ],
)
def test_each_kind_of_fault_is_told(old: str, new: str, words: str) -> None:
    assert old in WRITTEN
    written = WRITTEN.replace(old, new)
    if "byline" in words:
        written = written.replace("Sven Riek", "Sven Riek>")
    assert any(words in sentence for sentence in found(written)), found(written)


def test_a_name_that_also_means_another_thing_is_told_in_the_head() -> None:
    written = WRITTEN.replace("In <ort Altenweser>", "In Altenweser")
    (unused, overlooked) = found(written)
    assert "homonyms: Altenweser" in overlooked
    assert found(written.replace("source: own", "source: own\nhomonyms: Altenweser")) == [unused]


def test_the_hash_is_that_of_the_text_alone() -> None:
    article = parse_article("x", WRITTEN)
    assert not found(WRITTEN.replace("own\n", f"own\nsha256: {text_hash(article.text)}\n", 1))


def test_every_article_of_the_corpus_is_sound() -> None:
    wrong = {article.name: list(findings(article)) for article in corpus_articles()}
    assert len(wrong) > len(SOURCES)
    assert {name: sentences for name, sentences in wrong.items() if sentences} == {}


def test_what_was_read_twice_is_sound_and_of_the_same_texts() -> None:
    texts = {article.name: article.text for article in corpus_articles()}
    second = list(corpus_articles(SECOND))
    assert second
    assert [article.name for article in second if texts.get(article.name) != article.text] == []
    wrong = {article.name: list(findings(article)) for article in second}
    assert {name: sentences for name, sentences in wrong.items() if sentences} == {}
