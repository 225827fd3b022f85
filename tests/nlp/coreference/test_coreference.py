"""Who means whom within an article, and who speaks, as the shipped model sees it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tasks.nlp.layers.chains import CHAINS
from tasks.nlp.layers.rows import Annotation
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.rows.extract import extract
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse


def annotated(nlp: Language, text: str) -> Annotation:
    doc = annotate_doc(nlp, text, find_blocks(text))
    return extract("article", doc, published_on=date(2024, 5, 1))


def persons(annotation: Annotation) -> set[str]:
    return {e.name for e in annotation.article_entities if e.label == "PER"}


def mentions_of(annotation: Annotation, name: str) -> list[str]:
    ids = {e.article_entity_id for e in annotation.article_entities if e.name == name}
    return [m.surface for m in annotation.mentions if m.article_entity_id in ids]


def speakers(annotation: Annotation) -> list[tuple[str, list[str], list[str]]]:
    """Beginning, speakers and methods of each quotation."""
    names = {e.article_entity_id: e.name for e in annotation.article_entities}
    return [
        (
            quote.text,
            [
                names[s.article_entity_id]
                for s in annotation.article_speakers
                if s.quote_id == quote.quote_id and s.article_entity_id
            ],
            [s.method for s in annotation.article_speakers if s.quote_id == quote.quote_id],
        )
        for quote in annotation.quotes
    ]


def speakers_of(annotation: Annotation, words: str) -> list[str]:
    return next(names for text, names, _ in speakers(annotation) if words in text)


MINISTER = (
    "Die neue Verkehrsministerin Anna Weber hat am Montag ihr Amt angetreten. Weber kündigte an, "
    "die Brücken schneller zu sanieren. „Wir verlieren keine Zeit“, sagte sie in Hannover. Die "
    "Ministerin will im Herbst einen Plan vorlegen. Webers Vorgänger Jan Holm wünschte ihr Glück."
)


def test_name_surname_role_and_pronoun_are_one_person(nlp: Language) -> None:
    annotation = annotated(nlp, MINISTER)
    assert persons(annotation) == {"Anna Weber", "Jan Holm"}
    found = mentions_of(annotation, "Anna Weber")
    assert {"Anna Weber", "Weber", "sie", "Die Ministerin", "Webers"} <= set(found)
    assert speakers_of(annotation, "keine Zeit") == ["Anna Weber"]


def test_gender_comes_from_the_text_with_its_source(nlp: Language) -> None:
    annotation = annotated(nlp, MINISTER)
    weber = next(e for e in annotation.article_entities if e.name == "Anna Weber")
    assert weber.gender == "female"
    assert weber.gender_source in ("pronoun", "role")


def test_a_role_is_kept_with_the_mention_that_says_so(nlp: Language) -> None:
    annotation = annotated(nlp, MINISTER)
    role = next(r for r in annotation.article_roles if r.role == "verkehrsminister")
    mention = next(m for m in annotation.mentions if m.mention_id == role.mention_id)
    assert mention.surface == "Anna Weber"


def test_a_plural_phrase_means_both_ministers(nlp: Language) -> None:
    annotation = annotated(
        nlp,
        "Der chinesische Außenminister Li Feng und der russische Außenminister Igor Below trafen "
        "sich in Wien. Der chinesische und der russische Außenminister nannten die Gespräche "
        "„ehrlich und nützlich“.",
    )
    assert set(speakers_of(annotation, "ehrlich und nützlich")) == {"Li Feng", "Igor Below"}


def test_family_members_of_one_surname_are_kept_apart(nlp: Language) -> None:
    annotation = annotated(
        nlp,
        "Gerda Brandt und ihr Sohn Ole Brandt führen den Hof. „Die Arbeit wird mehr“, sagte Frau "
        "Brandt. „Ich bleibe trotzdem“, sagte Ole Brandt.",
    )
    assert {"Gerda Brandt", "Ole Brandt"} <= persons(annotation)
    assert speakers_of(annotation, "Die Arbeit") == ["Gerda Brandt"]
    assert speakers_of(annotation, "Ich bleibe") == ["Ole Brandt"]


def test_an_ambiguous_surname_stays_ambiguous(nlp: Language) -> None:
    annotation = annotated(
        nlp,
        "Der Architekt Paul Müller und der Bauleiter Kai Müller stritten vor Gericht. „Das war "
        "ein Fehler“, sagte Müller.",
    )
    assert speakers_of(annotation, "ein Fehler") not in (["Paul Müller"], ["Kai Müller"])


def test_an_unnamed_speaker_is_no_person(nlp: Language) -> None:
    annotation = annotated(
        nlp, "Die Lage sei ruhig, sagte ein Sprecher der NATO in Brüssel. Mehr sagte er nicht."
    )
    assert persons(annotation) == set()
    (quote,) = [q for q in annotation.quotes if q.type == "indirect"]
    assert (quote.speaker_surface or "").startswith("ein Sprecher der NATO")
    assert speakers_of(annotation, "Die Lage") == []


def test_a_continuation_has_the_speaker_of_the_frame(nlp: Language) -> None:
    annotation = annotated(
        nlp,
        "Der Deich sei sicher, sagte Landrätin Ute Harms am Abend. Man habe ihn im Frühjahr "
        "verstärkt. Die Pumpen liefen seit Tagen ohne Pause.",
    )
    said = speakers(annotation)
    assert all(names == ["Ute Harms"] for text, names, _ in said if "verstärkt" in text)


@pytest.mark.parametrize(
    ("frame", "speaker"),
    [
        ("Nach Angaben der Deutschen Umwelthilfe", "Deutsche Umwelthilfe"),
        ("Nach Ansicht des Bundesverfassungsgerichts", "Bundesverfassungsgericht"),
        ("Laut dem Meteorologen Karl Lüders", "Karl Lüders"),
    ],
)
def test_a_frame_without_a_verb_has_its_speaker(nlp: Language, frame: str, speaker: str) -> None:
    annotation = annotated(nlp, f"{frame} ist die Zahl der Fälle im letzten Jahr gesunken.")
    assert [name for _, names, _ in speakers(annotation) for name in names] == [speaker]


def test_an_age_gives_the_year_of_birth(nlp: Language) -> None:
    annotation = annotated(nlp, "„Ich war dabei“, sagte Erika Nolte (34) aus Bremen.")
    (nolte,) = [e for e in annotation.article_entities if e.label == "PER"]
    assert nolte.birth_year == 1990


def test_an_abbreviation_in_brackets_is_its_long_form(nlp: Language) -> None:
    annotation = annotated(
        nlp,
        "Das Technische Hilfswerk (THW) hat Pumpen nach Bremen gebracht. Das THW bleibt bis "
        "Freitag. Helfer des THW schliefen in der Schule.",
    )
    bodies = {e.name for e in annotation.article_entities if e.label == "ORG"}
    assert "Technisches Hilfswerk" in bodies
    assert "THW" not in bodies


def test_chains_are_the_same_after_a_round_trip(nlp: Language) -> None:
    from spacy.tokens import Doc

    doc = annotate_doc(nlp, MINISTER, find_blocks(MINISTER))
    assert CHAINS.read(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == CHAINS.read(doc)


WORDS = (
    "Anna Weber", "Weber", "Ole Weber", "Frau Weber", "er", "sie", "die Ministerin",
    "sein Sprecher",
    "sagte", "„Ja“", ",", ".", "die beiden", "und", "der NATO", "laut", "Berlin", "\n\n", "Hans’",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_every_row_refers_to_rows_and_text_that_exist(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    annotation = annotated(nlp, text)
    entities = {e.article_entity_id for e in annotation.article_entities}
    assert len(entities) == len(annotation.article_entities)
    mentions = {m.mention_id for m in annotation.mentions}
    assert len(mentions) == len(annotation.mentions)
    for mention in annotation.mentions:
        assert text[mention.start_char : mention.end_char] == mention.surface
        assert mention.article_entity_id in entities
    held = {r.mention_id for r in annotation.role_mentions}
    for speaker in annotation.article_speakers:
        assert speaker.mention_id in mentions | held
        assert speaker.article_entity_id is None or speaker.article_entity_id in entities
        assert 0 <= speaker.confidence <= 1


def test_the_real_article_has_nine_persons_and_the_right_speakers(
    nlp: Language, shared: Path
) -> None:
    (file,) = (shared / "seed").glob("*.txt")
    article = parse(file.read_bytes())
    assert not hasattr(article, "reason")
    doc = annotate_doc(nlp, article.text, article.blocks)
    annotation = extract("article", doc, published_on=article.published_on)
    named = [e.name for e in annotation.article_entities if e.label == "PER"]
    assert sorted(named) == [
        "Antony Blinken", "Donald Trump", "Emmanuel Macron", "Heiko Maas", "Jean Yves Le Drian",
        "Jens Stoltenberg", "Joe Biden", "Sergej Lawrow", "Wang Yi",
    ]  # fmt: skip
    for words, right in (
        ("einmalige Gelegenheit", {"Jens Stoltenberg"}),
        ("Partnerschaften neu aufbauen", {"Antony Blinken"}),
        ("hirntot", {"Emmanuel Macron"}),
        ("Reflektionsprozess", {"Heiko Maas"}),
        ("schlechte Idee", {"Antony Blinken"}),
        ("übers Ohr hauen", {"Donald Trump"}),
        ("Was immer wir", {"Antony Blinken"}),
        ("einen zu frühen Abzug", {"Heiko Maas"}),
        ("kein Weg daran vorbei", {"Jens Stoltenberg"}),
        ("destruktive Natur", {"Sergej Lawrow"}),
        ("erneuerten Allianzen", {"Sergej Lawrow"}),
        ("aufzuzwingen", {"Wang Yi", "Sergej Lawrow"}),
    ):
        direct = [q for q in annotation.quotes if q.type == "direct" and words in q.text]
        names = {e.article_entity_id: e.name for e in annotation.article_entities}
        for quote in direct:
            said_by = {
                names[s.article_entity_id]
                for s in annotation.article_speakers
                if s.quote_id == quote.quote_id and s.article_entity_id
            }
            assert said_by == right, words
        assert direct, words
