import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from flows.cli.main import main
from tasks.nlp.foreign.complete import complete
from tasks.nlp.passes import BEFORE_COREFERENCE, PASSES, QUOTATIONS, SPEAKERS
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.rows.extract import extract
from tasks.nlp.version import DEFAULT_MODEL, ModelError

TEXT = "„Wir bauen das bis Mai“, sagte Anna Berg in Kiel. Dann ging sie zur Seehafen AG."
PATTERNS = [
    {"label": "PERSON", "pattern": "Anna Berg"},
    {"label": "GPE", "pattern": "Kiel"},
    {"label": "ORG", "pattern": "Seehafen AG"},
    {"label": "DATE", "pattern": "Mai"},
]


def stored(folder: Path, *components: str, lang: str = "de") -> Path:
    """A pipeline on disk that knows nothing of Wortlaut."""
    nlp = spacy.blank(lang)
    for component in components:
        added = nlp.add_pipe(component)
        if component == "entity_ruler":
            added.add_patterns(PATTERNS)  # type: ignore[attr-defined]
    folder.mkdir(parents=True)
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    return stored(tmp_path / "foreign", "entity_ruler")


def test_names_of_another_pipeline_get_our_labels(foreign: Path) -> None:
    doc = load(foreign)(TEXT)
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Anna Berg", "PER"),
        ("Kiel", "LOC"),
        ("Seehafen AG", "ORG"),
    ]


def test_sentences_are_added_where_a_pipeline_has_none(foreign: Path) -> None:
    assert [sentence.text for sentence in load(foreign)(TEXT).sents] == [TEXT[:49], TEXT[50:]]


def test_sentences_of_a_pipeline_that_has_them_stay(tmp_path: Path) -> None:
    nlp = load(stored(tmp_path / "foreign", "sentencizer", "entity_ruler"))
    assert "wortlaut_sentences" not in nlp.pipe_names
    assert list(nlp(TEXT).sents)


def test_quotations_come_out_of_another_pipeline(
    foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "bruecke.txt"
    article.write_text(f"Neue Brücke für die Stadt\n\n{TEXT}\n", "utf-8")
    assert main(["annotate", "--model", str(foreign), str(article)]) == 0
    found = json.loads(capsys.readouterr().out)
    [quote] = found["quotes"]
    assert (quote["text"], quote["speaker"]) == ("„Wir bauen das bis Mai“", "Anna Berg")
    assert {entity["label"] for entity in found["entities"]} == {"PER", "LOC", "ORG"}


def test_our_own_pipeline_is_left_as_it_is(nlp: Language) -> None:
    assert "wortlaut_labels" not in nlp.pipe_names


@pytest.mark.parametrize(
    ("components", "lang", "said"),
    [
        (["sentencizer"], "de", "it finds no names"),
        (["entity_ruler"], "en", "it is for the language 'en'"),
    ],
)
def test_a_pipeline_that_cannot_do_is_refused_in_one_sentence(
    tmp_path: Path, components: list[str], lang: str, said: str
) -> None:
    with pytest.raises(ModelError, match=said) as caught:
        load(stored(tmp_path / "foreign", *components, lang=lang))
    assert str(tmp_path) in str(caught.value)


def test_a_pipeline_is_found_by_the_name_of_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "de_briefly"
    inner = stored(package / "de_briefly-1.2.0", "entity_ruler")
    meta = {"lang": "de", "name": "briefly", "version": "1.2.0"}
    (package / "meta.json").write_text(json.dumps(meta), "utf-8")
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert model_folder(Path("de_briefly")) == inner
    assert load(inner)(TEXT).ents


@pytest.mark.parametrize("name", ["no_such_package", "json", "models/none", "/nowhere/at/all"])
def test_what_names_no_pipeline_is_left_to_the_folder_check(name: str) -> None:
    assert model_folder(Path(name)) == Path(name)


def test_a_pipeline_of_an_earlier_release_gets_the_passes_that_it_lacks() -> None:
    earlier = spacy.load(DEFAULT_MODEL, exclude=[*BEFORE_COREFERENCE, SPEAKERS])
    assert tuple(complete(earlier).pipe_names) == PASSES
    without_people = spacy.load(DEFAULT_MODEL, exclude=list(PASSES[PASSES.index(QUOTATIONS) + 1 :]))
    doc = complete(without_people)("„Wir bauen das“, sagte Anna Berg in Kiel.")
    assert "Anna Berg" in [entity.name for entity in extract("a", doc).article_entities]
