"""What holds of every annotated article, whatever its text: for fuzzing and property tests."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.annotate.staged import staged_frames
from tasks.nlp.layers.rows import Annotation, Mention, RoleMention
from tasks.text.article import Article


def check_annotation(article: Article, annotation: Annotation) -> None:
    """Raise AssertionError where a span, an identifier or a reference does not hold."""
    text = article.text
    mentions: list[Mention | RoleMention] = [*annotation.mentions, *annotation.role_mentions]
    for mention in mentions:
        assert 0 <= mention.start_char < mention.end_char <= len(text), mention
        assert text[mention.start_char : mention.end_char] == mention.surface, mention
        assert mention.sentence_number >= 0, mention
    quotes = _different(quote.quote_id for quote in annotation.quotes)
    for quote in annotation.quotes:
        assert 0 <= quote.start_char < quote.end_char <= len(text), quote
        assert text[quote.start_char : quote.end_char] == quote.text, quote
        assert quote.parent_quote_id is None or quote.parent_quote_id in quotes, quote
        assert quote.parent_quote_id != quote.quote_id, quote
        assert 0 <= quote.confidence <= 1, quote
    _different((s.quote_id, s.role, s.span_number) for s in annotation.quote_spans)
    for span in annotation.quote_spans:
        assert 0 <= span.start_char < span.end_char <= len(text), span
    spoken = {span.quote_id for span in annotation.quote_spans if span.role == "quote"}
    assert {span.quote_id for span in annotation.quote_spans} <= quotes
    assert spoken == quotes, "every quotation has its words"
    entities = _different(entity.article_entity_id for entity in annotation.article_entities)
    names = _different(one.mention_id for one in annotation.mentions)
    roles = _different(one.mention_id for one in annotation.role_mentions)
    assert {one.article_entity_id for one in annotation.mentions} == entities
    for role in annotation.article_roles:
        assert role.article_entity_id in entities, role
        assert role.mention_id in names, role
    for speaker in annotation.article_speakers:
        assert speaker.quote_id in quotes, speaker
        assert speaker.mention_id in (names if speaker.article_entity_id else names | roles)
        assert 0 <= speaker.confidence <= 1, speaker
    staged_frames([(article, annotation)], [], model_version="any")


def _different(keys: Iterable[object]) -> set[object]:
    listed = list(keys)
    assert len(set(listed)) == len(listed), "an identifier twice"
    return set(listed)
