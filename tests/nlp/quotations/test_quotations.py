import json
import pickle
from pathlib import Path

import pytest
from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, stored_quotations
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.quotations.component import Quotations
from tasks.text.article import Article
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse

GOLDEN = sorted((Path(__file__).resolve().parents[2] / "golden").glob("*.json"))
MARKS = "\"„“”»«‚‘’›‹'"
# The real article: how its quotations without marks of their own begin, and what they are.
OTHERS = (
    ("indirect", "er sei gekommen"),
    ("indirect", "dass nun wieder darüber geredet werde"),
    ("indirect", "Auch die Konflikte, die es innerhalb"),
    ("indirect_free_indirect", "Die Gastrasse von Russland"),
    ("indirect", "Die Sanktionen gegen am Bau"),
    ("indirect", "Diese Konflikte seien lösbar"),
    ("indirect", 'Das "Zwei-Prozent-Ziel" stand'),
    ("indirect", "die NATO-Alliierten würden"),
    ("indirect", "Es gelte die alte Regel"),
    ("indirect", "dass sich die Taliban nicht"),
    ("indirect", "Die Lage werde neu bewertet"),
    ("indirect", "China rücke immer näher"),
    ("indirect", "man erkenne die"),
    ("indirect_free_indirect", 'Die "erneuerten Allianzen" seien'),
    ("indirect", "Um eine sichere Zone"),
    ("indirect", "Die NATO braucht eine neue Richtung"),
)


def quotations(nlp: Language, text: str) -> tuple[Quotation, ...]:
    return QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_each_role_is_cut_from_the_text(nlp: Language) -> None:
    text = "Die Sprecherin der Feuerwehr teilte der Presse mit, der Brand sei gelöscht."
    (found,) = quotations(nlp, text)
    assert found.type == "indirect"
    assert cut(text, found.spans) == ["der Brand sei gelöscht"]
    assert cut(text, found.speaker_spans) == ["Die Sprecherin der Feuerwehr"]
    assert cut(text, found.cue_spans) == ["teilte", "mit"]
    assert cut(text, found.addressee_spans) in (["der Presse"], [])


def test_a_continuation_has_the_speaker_of_the_frame_before(nlp: Language) -> None:
    text = (
        "Die Lage am Deich sei ernst, sagte Landrätin Anna Berg am Dienstag. "
        "Man müsse jetzt schnell handeln. Die Helfer bräuchten dringend Sandsäcke."
    )
    said, *more = quotations(nlp, text)
    assert said.type == "indirect"
    assert more and {quotation.type for quotation in more} == {"indirect_free_indirect"}
    for quotation in (said, *more):
        assert "Anna Berg" in " ".join(cut(text, quotation.speaker_spans))
    assert {quotation.method for quotation in more} == {"continuation"}


def test_a_partial_quotation_is_nested_in_the_indirect_one(nlp: Language) -> None:
    text = "Anna Berg sagte am Montag, das Haus sei „ein Schandfleck für das Dorf“ geworden."
    outer, inner = quotations(nlp, text)
    assert (outer.type, inner.type) == ("indirect", "direct")
    assert cut(text, inner.spans) == ["„ein Schandfleck für das Dorf“"]
    assert (outer.parent, inner.parent) == (None, 0)


def test_a_copy_of_the_component_finds_the_same(nlp: Language, tmp_path: Path) -> None:
    text = "Nach Angaben der Polizei wurde niemand verletzt. „Wir hatten Glück“, sagte Anna Berg."
    component = nlp.get_pipe("wortlaut_quotations")
    assert isinstance(component, Quotations)
    component.to_disk(tmp_path / "quotations")
    expected = quotations(nlp, text)
    assert {quotation.type for quotation in expected} == {"indirect", "direct"}
    for other in (
        pickle.loads(pickle.dumps(component)),
        Quotations().from_bytes(component.to_bytes()),
        Quotations().from_disk(tmp_path / "quotations"),
    ):
        doc = nlp.make_doc(text)
        for _, pipe in nlp.pipeline:
            doc = (other if pipe is component else pipe)(doc)
        assert QUOTATIONS.read(doc) == expected


def test_a_doc_that_the_encoder_did_not_read_is_refused(nlp: Language) -> None:
    component = nlp.get_pipe("wortlaut_quotations")
    with pytest.raises(ValueError, match="not read by an encoder"):
        component(nlp.make_doc("Es regnet."))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_most_direct_quotations_of_a_sample_article_are_found_and_few_others(
    nlp: Language, golden: Path, sample_articles: Path
) -> None:
    expected = json.loads(golden.read_text("utf-8"))
    (path,) = sample_articles.rglob(f"{golden.stem}.txt")
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    assert article.title == expected["title"]
    assert (article.published_on or "") and str(article.published_on) == expected["published_on"]
    doc = annotate_doc(nlp, article.text, article.blocks)
    found = [
        passage.strip(MARKS)
        for quotation in stored_quotations(doc)
        if quotation.type == "direct"
        for passage in cut(article.text, quotation.spans)
    ]
    wanted = expected["direct_quotes"]
    right = [quote for quote in wanted if quote in found]
    assert len(right) >= 0.8 * len(wanted), [quote for quote in wanted if quote not in found]
    assert len(found) - len(right) <= 0.2 * len(wanted), [f for f in found if f not in wanted]


def test_the_real_article_gives_its_ten_passages_in_marks_and_no_terms(
    nlp: Language, shared: Path
) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    assert (str(article.published_on), article.date_precision) == ("2021-03-01", "month")
    assert article.title is None
    doc = annotate_doc(nlp, article.text, article.blocks)
    direct = [q for q in QUOTATIONS.read(doc) if q.type == "direct"]
    found = [article.text[q.spans[0][0] + 1 :] for q in direct]
    for beginning in (
        "Wir haben jetzt",
        "Die Vereinigten",
        "hirntot",
        "Es gab einen",
        "schlechte Idee",
        "übers Ohr",
        "Was immer",
        "Wir wollen nicht",
        "Es geht kein Weg",
        "destruktive Natur",
    ):
        assert sum(text.startswith(beginning) for text in found) == 1, beginning
    assert not any(text.startswith(("NATO 2030", "Zwei-Prozent-Ziel")) for text in found)


def test_the_real_article_gives_most_of_its_other_quotations(nlp: Language, shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    doc = annotate_doc(nlp, article.text, article.blocks)
    found = [(q.type, article.text[q.spans[0][0] :]) for q in QUOTATIONS.read(doc)]
    missed = [
        (kind, beginning)
        for kind, beginning in OTHERS
        if not any(k == kind and text.startswith(beginning) for k, text in found)
    ]
    assert len(OTHERS) - len(missed) >= 13, missed
