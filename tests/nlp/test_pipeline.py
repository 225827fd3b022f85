import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.machine.checksums import CHECKSUMS
from tasks.nlp.coreference.component import names_alone
from tasks.nlp.naming.component import clusters, numbering
from tasks.nlp.phrases.component import phrases
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.rows.extract import extract
from tasks.nlp.version import DEFAULT_MODEL, ModelError, model_version
from tasks.text.article import Article
from tasks.text.parse import parse


@pytest.fixture(scope="module")
def articles(sample_articles: Path) -> Sequence[Article]:
    parsed = [parse(path.read_bytes()) for path in sorted(sample_articles.rglob("*.txt"))[:8]]
    return [article for article in parsed if isinstance(article, Article)]


def rows(nlp: Language, article: Article) -> tuple[object, ...]:
    return astuple(extract(article.article_id, annotate_doc(nlp, article.text, article.blocks)))


def test_an_article_gives_the_same_alone_and_in_company_in_any_order(
    nlp: Language, articles: Sequence[Article]
) -> None:
    alone = {article.article_id: rows(load(), article) for article in articles[:2]}
    shuffled = list(articles)
    random.Random(7).shuffle(shuffled)
    together = {article.article_id: rows(nlp, article) for article in shuffled}
    for article_id, expected in alone.items():
        assert together[article_id] == expected


def test_vectors_are_the_same_bytes_in_another_process(
    nlp: Language, articles: Sequence[Article]
) -> None:
    program = (
        "import sys, hashlib; from tasks.nlp.pipeline import load; "
        "doc = load()(sys.stdin.buffer.read().decode()); "
        "print(hashlib.sha256(doc.tensor.tobytes()).hexdigest())"
    )
    text = articles[0].text
    other = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, check=True
    )
    assert other.stdout.decode().strip() == hashlib.sha256(nlp(text).tensor.tobytes()).hexdigest()


def test_every_span_can_be_cut_from_the_stored_text(
    nlp: Language, articles: Sequence[Article]
) -> None:
    for article in articles:
        annotation = extract(article.article_id, annotate_doc(nlp, article.text, article.blocks))
        assert annotation.mentions
        for mention in annotation.mentions:
            assert article.text[mention.start_char : mention.end_char] == mention.surface
        for quote in annotation.quotes:
            assert article.text[quote.start_char : quote.end_char] == quote.text
        for span in annotation.quote_spans:
            assert 0 <= span.start_char < span.end_char <= len(article.text)


def test_ids_are_unique_within_an_article(nlp: Language, articles: Sequence[Article]) -> None:
    for article in articles:
        annotation = extract(article.article_id, annotate_doc(nlp, article.text, article.blocks))
        mentions = [mention.mention_id for mention in annotation.mentions]
        quotes = [quote.quote_id for quote in annotation.quotes]
        assert len(set(mentions)) == len(mentions)
        assert len(set(quotes)) == len(quotes)


def test_names_are_found_and_labelled(nlp: Language) -> None:
    doc = nlp("Angela Merkel traf in Paris Vertreter der Vereinten Nationen und von Siemens.")
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("Angela Merkel", "PER"), ("Paris", "LOC"), ("Siemens", "ORG")} <= found


def test_a_sentence_keeps_its_full_stop_where_a_name_ends_in_a_figure() -> None:
    words = ["Er", "sah", "Apollo", "2.", "“", "Die", "Apollo", "2.", "Stufe", "fiel", "."]
    doc = Doc(spacy.blank("de").vocab, words=words, sent_starts=[i in (0, 5) for i in range(11)])
    doc.ents = [Span(doc, 2, 4, "MISC"), Span(doc, 6, 8, "MISC")]
    for read in (numbering, phrases, clusters, names_alone):
        doc = read(doc)
    surfaces = [mention.surface for mention in extract("a", doc).mentions]
    assert surfaces == ["Apollo 2", "Apollo 2."]


@pytest.mark.parametrize("text", ["", " \n\n ", "„", "\u200b", "Ja", "👍 " * 300, "a" * 5000])
def test_odd_texts_pass_through(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert doc.tensor.shape == (len(doc), 384)
    assert np.isfinite(doc.tensor).all()


def test_a_doc_survives_the_way_through_bytes(nlp: Language) -> None:
    text = "„Wir bauen das“, sagte Anna Berg in Kiel."
    doc = nlp(text)
    again = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert extract("x", again) == extract("x", doc)


def test_a_missing_model_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"there is no language model in .*--model"):
        load(tmp_path)


@pytest.mark.parametrize(
    "file",
    [
        "config.cfg",
        "meta.json",
        "tokenizer",
        "wortlaut_encoder/encoder.onnx",
        "wortlaut_encoder/tokenizer.json",
        "wortlaut_tagger/weights.npz",
        "wortlaut_parser/weights.npz",
        "wortlaut_lemmas/labels.json",
        "wortlaut_sentences/weights.npz",
        "wortlaut_names/weights.npz",
    ],
)
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_model_is_one_clear_sentence(tmp_path: Path, file: str, damage: str) -> None:
    model = tmp_path / "model"
    shutil.copytree(DEFAULT_MODEL, model)
    (model / CHECKSUMS).unlink()  # Whoever has none is still told in one sentence.
    if damage == "gone":
        (model / file).unlink()
    else:
        (model / file).write_bytes((DEFAULT_MODEL / file).read_bytes()[:-1000:2])
    with pytest.raises(ModelError) as caught:
        load(model)
    assert str(model) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_version_names_the_model_and_stays_the_same() -> None:
    assert model_version().startswith("de_wortlaut-")
    assert model_version() == model_version(DEFAULT_MODEL)
