"""A person's name and words in one article, and what of others stays."""

from dataclasses import replace

import pytest

from tasks.forgotten.keyed import Forgotten
from tasks.forgotten.redact import Person, redact
from tasks.nlp.layers.rows import (
    Annotation,
    ArticleEntity,
    ArticleSpeaker,
    Mention,
    Quote,
    QuoteSpan,
)
from tasks.text.article import Article

TEXT = (
    "Peter Müller lobte Anna Müller. „Gut“, sagte Müller. Kämmerer Müller schwieg. "
    "„Müller irrt“, sagte Anna Müller über Müllers Zahlen in der Müllerei."
)


def forgetting(name: str) -> Forgotten:
    keyed = Forgotten(key=b"k" * 32)
    return replace(keyed, names=frozenset({keyed.mark_of_name(name)}))


def article(text: str = TEXT, author: str | None = None) -> Article:
    return Article("a", None, None, "unknown", "de", None, author, text, ())


def annotation() -> Annotation:
    """Peter and Anna Müller, each with a quotation; a Kämmerer Müller that is no name."""
    people = (("p", "Peter Müller"), ("w", "Anna Müller"), ("k", "Kämmerer Müller"))
    places = (
        ("p", "Peter Müller", 0),
        ("w", "Anna Müller", 0),
        ("p", "Müller", TEXT.index("sagte Müller") + 6),
        ("k", "Kämmerer Müller", 0),
        ("p", "Müller", TEXT.index("„Müller") + 1),
        ("w", "Anna Müller", TEXT.index("sagte Anna")),
    )
    mentions = [
        Mention(f"m{n}", "a", who, (at := TEXT.index(words, since)), at + len(words), words, *rest)
        for n, (who, words, since) in enumerate(places)
        for rest in [("PER", "name", 0)]
    ]
    quotes, spans = [], []
    for quote_id, words in (("q1", "„Gut“"), ("q2", "„Müller irrt“")):
        start = TEXT.index(words)
        end = start + len(words)
        quotes.append(
            Quote(
                *(quote_id, "a", "direct", "speech", "said", words, start, end, "sagte"),
                *(None, None, None, None, 0.9, 0, "paragraph", None),
            )
        )
        spans.append(QuoteSpan(quote_id, "quote", 0, start, end))
    return Annotation(
        article_id="a",
        token_count=30,
        article_entities=tuple(
            ArticleEntity(who, "a", name, "PER", "unknown", "none", True, None)
            for who, name in people
        ),
        article_roles=(),
        role_mentions=(),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        quote_spans=tuple(spans),
        article_speakers=(
            ArticleSpeaker("q1", "m2", "p", "frame", "words", 0.9),
            ArticleSpeaker("q2", "m5", "w", "frame", "words", 0.9),
        ),
    )


def test_name_and_words_are_barred_and_all_else_stands_where_it_stood() -> None:
    barred, rows = redact(article(), annotation(), forgetting("Peter Müller"))
    assert barred.text == (
        "█████ ██████ lobte Anna Müller. █████, sagte ██████. Kämmerer ██████ schwieg. "
        "„██████ irrt“, sagte Anna Müller über ███████ Zahlen in der Müllerei."
    )
    assert [entity.name for entity in rows.article_entities] == ["Anna Müller"]
    assert [mention.mention_id for mention in rows.mentions] == ["m1", "m5"]
    assert [(quote.quote_id, quote.text) for quote in rows.quotes] == [("q2", "„██████ irrt“")]
    assert [speaker.quote_id for speaker in rows.article_speakers] == ["q2"]
    assert {span.quote_id for span in rows.quote_spans} == {"q2"}
    for mention in rows.mentions:
        assert barred.text[mention.start_char : mention.end_char] == mention.surface
    again = redact(barred, rows, forgetting("Peter Müller"))
    assert again[0] is barred


def test_where_nobody_is_named_nothing_changes() -> None:
    given, rows = article(), annotation()
    assert redact(given, rows, forgetting("Paula Müller")) == (given, rows)
    assert redact(given, rows, Forgotten())[1] is rows


def test_what_the_warehouse_knows_counts_as_well() -> None:
    """A surname that links tie to the person, and a quotation that a role ties to her."""
    known = Person(entities=frozenset({"k"}), quotes=frozenset({"q1"}))
    barred, rows = redact(article(), annotation(), forgetting("Ute Müller"), known)
    assert "███████" in barred.text
    assert "„Gut“" not in barred.text
    assert {entity.article_entity_id for entity in rows.article_entities} == {"p", "w"}


def test_the_name_goes_from_the_header_too() -> None:
    given = article("Es regnet seit Tagen.", author="Peter Müller, dpa")
    bare = replace(annotation(), mentions=(), quotes=(), quote_spans=(), article_entities=())
    barred, _ = redact(given, bare, forgetting("Peter Müller"))
    assert (barred.author, barred.text) == ("█████ ██████, dpa", given.text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Müller findet das gut", "██████ findet das gut"),
        ("Müller: „Wir bauen“", "██████: ████ ██████"),
        ("„Wir bauen“: Müller verspricht viel", "„███ █████“: ██████ verspricht viel"),
        ("Müller: Wir bauen", "██████: ███ █████"),
        ("Ein Rat findet es: Gut so", "Ein Rat findet es: ███ so"),
        ("„Wir bauen“", "„Wir bauen“"),
        (None, None),
    ],
)
def test_a_headline_keeps_neither_the_name_nor_the_words(
    title: str | None, expected: str | None
) -> None:
    with_title = replace(article(), title=title)
    barred, _ = redact(with_title, annotation(), forgetting("Peter Müller"))
    assert barred.title == expected
