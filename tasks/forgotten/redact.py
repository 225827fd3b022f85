"""An article without a person's name and words: blanked in place, so that every offset holds.

Each character of what is taken out is replaced by a bar, white space stays. The article keeps its
identifier, which was made of what it said before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from tasks.forgotten.keyed import Forgotten, Span, surname_of, surname_spans
from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.layers.rows import Annotation, ArticleEntity, Quote, QuoteSpan
from tasks.text.article import Article
from tasks.text.restore import BAR

_start = attrgetter("start_char")
_MARKS = '„“”"»«‚‘’›‹'
_MARKED = re.compile(rf"[{_MARKS}]([^{_MARKS}]+)[{_MARKS}]")
# A headline that begins with whoever says it: "Weber: Wir bauen".
_AFTER_A_NAME = re.compile(r"\s*:\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Person:
    """What a warehouse knows of the forgotten that an article alone does not tell.

    `entities`: identifiers of article entities; `quotes`: of quotations.
    """

    entities: Collection[str] = frozenset()
    quotes: Collection[str] = frozenset()


_UNKNOWN = Person()


def redact(
    article: Article, annotation: Annotation, forgotten: Forgotten, known: Person = _UNKNOWN
) -> tuple[Article, Annotation]:
    """Article and rows without whoever is forgotten; the very same ones where nobody is named."""
    whole = forgotten.name_spans(article.text)
    own = {
        entity.article_entity_id
        for entity in annotation.article_entities
        if entity.article_entity_id in known.entities or forgotten.holds_name(entity.name)
    }
    said = _said_by(annotation, own, known)
    if not (whole or own or said or forgotten.names_somebody(*article.heads)):
        return article, annotation
    names = [e.name for e in annotation.article_entities if e.article_entity_id in own]
    surnames = {surname_of(name) for name in names}.union(
        *(forgotten.surnames_in(words) for words in (article.text, *article.heads) if words)
    )
    others = {
        entity.article_entity_id
        for entity in annotation.article_entities
        if entity.article_entity_id not in own and _is_another(entity)
    }
    taken = [
        *whole,
        *_own_mentions(annotation, own),
        *_words_of(annotation, said),
        *_alone(article.text, surnames, annotation, others),
    ]
    text = blank(article.text, taken)
    blanked = replace(
        article,
        title=_headline(article.title, forgotten, surnames, _said(article.text, annotation, said)),
        source=_head(article.source, forgotten, surnames),
        author=_head(article.author, forgotten, surnames),
        url=_address(article.url, forgotten, surnames),
        section=_head(article.section, forgotten, surnames),
        authors=_heads(article.authors, forgotten, surnames),
        agency=_head(article.agency, forgotten, surnames),
        tags=_heads(article.tags, forgotten, surnames),
        text=text,
    )
    naming = {
        entity.article_entity_id
        for entity in annotation.article_entities
        if forgotten.names_somebody(entity.name)
        or (entity.article_entity_id not in others and any(surname_spans(entity.name, surnames)))
    }
    return blanked, _rows(annotation, text, own | naming, said, forgotten, surnames)


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with a bar for each character of the spans that is no white space."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [c if c.isspace() else BAR for c in characters[start:end]]
    return "".join(characters)


def blank_names(text: str | None, forgotten: Forgotten) -> str | None:
    """A text of its own without whole names of the forgotten."""
    return text and blank(text, forgotten.name_spans(text))


def _said_by(annotation: Annotation, own: Collection[str], known: Person) -> set[str]:
    by_own = {s.quote_id for s in annotation.article_speakers if s.article_entity_id in own}
    return by_own | {q.quote_id for q in annotation.quotes if q.quote_id in known.quotes}


def _own_mentions(annotation: Annotation, own: Collection[str]) -> Iterator[Span]:
    for mention in annotation.mentions:
        if mention.article_entity_id in own and mention.kind == "name":
            yield mention.start_char, mention.end_char


def _words_of(annotation: Annotation, said: Collection[str]) -> Iterator[Span]:
    for span in annotation.quote_spans:
        if span.quote_id in said and span.role == "quote":
            yield span.start_char, span.end_char


def _is_another(entity: ArticleEntity) -> bool:
    """Whether this is a person with a given name of her own, who may share the surname.

    What is taken for a person and begins with another word (Kämmerer Quintenberg) is none.
    """
    first = entity.name.split(" ")[0]
    return entity.label == "PER" and entity.is_full and is_given_name(first)


def _alone(
    text: str, surnames: Collection[str], annotation: Annotation, others: Collection[str]
) -> Iterator[Span]:
    """Surnames that stand in no name of another person."""
    held = [
        (mention.start_char, mention.end_char)
        for mention in annotation.mentions
        if mention.article_entity_id in others
    ]
    for start, end in surname_spans(text, surnames):
        if not any(first <= start and end <= last for first, last in held):
            yield start, end


def _head(words: str | None, forgotten: Forgotten, surnames: Collection[str]) -> str | None:
    if not words:
        return words
    return blank(words, _named(words, forgotten, surnames))


def _heads(
    all_words: Iterable[str], forgotten: Forgotten, surnames: Collection[str]
) -> tuple[str, ...]:
    return tuple(blank(words, _named(words, forgotten, surnames)) for words in all_words)


def _address(url: str | None, forgotten: Forgotten, surnames: Collection[str]) -> str | None:
    """The address, where it names nobody forgotten; it leads to the article that does."""
    return None if url and _named(url.title(), forgotten, surnames) else url


def _named(words: str, forgotten: Forgotten, surnames: Collection[str]) -> list[Span]:
    return [*forgotten.name_spans(words), *surname_spans(words, surnames)]


def _headline(
    words: str | None, forgotten: Forgotten, surnames: Collection[str], said: Collection[str]
) -> str | None:
    """The headline without the name, and without what the person says.

    Headlines are not annotated: what the text has as the person's words goes here as well, and in
    a headline that names the person whatever stands in marks or after the name and a colon.
    """
    if not words:
        return words
    names = _named(words, forgotten, surnames)
    taken = [found.span() for part in said for found in re.finditer(re.escape(part), words)]
    if names:
        taken += [found.span(1) for found in _MARKED.finditer(words)]
        taken += [
            found.span(1)
            for _, end in names
            if (found := _AFTER_A_NAME.match(words, end)) is not None
        ]
    return blank(words, [*names, *taken])


def _said(text: str, annotation: Annotation, said: Collection[str]) -> set[str]:
    """The words of these quotations, without marks around them."""
    stretches = (
        text[start:end].strip(f"{_MARKS} .,") for start, end in _words_of(annotation, said)
    )
    return {words for words in stretches if words}


def _rows(
    annotation: Annotation,
    text: str,
    gone: Collection[str],
    said: Collection[str],
    forgotten: Forgotten,
    surnames: Collection[str],
) -> Annotation:
    """The rows that are left, with their words as the blanked text has them."""
    mentions = tuple(
        replace(m, surface=text[m.start_char : m.end_char])
        for m in annotation.mentions
        if m.article_entity_id not in gone and BAR not in text[m.start_char : m.end_char]
    )
    named = {mention.article_entity_id for mention in mentions}
    entities = tuple(e for e in annotation.article_entities if e.article_entity_id in named)
    role_mentions = tuple(
        r for r in annotation.role_mentions if BAR not in text[r.start_char : r.end_char]
    )
    present = {m.mention_id for m in mentions} | {r.mention_id for r in role_mentions}
    quotes = tuple(_quotes(annotation, text, said))
    standing = {quote.quote_id for quote in quotes}
    return replace(
        annotation,
        article_entities=entities,
        mentions=mentions,
        role_mentions=role_mentions,
        article_roles=tuple(
            role
            for role in annotation.article_roles
            if role.article_entity_id in named
            and role.mention_id in present
            and not _names(forgotten, surnames, role.surface, role.role, role.place)
        ),
        quotes=tuple(
            replace(q, parent_quote_id=q.parent_quote_id if q.parent_quote_id in standing else None)
            for q in quotes
        ),
        quote_spans=tuple(s for s in annotation.quote_spans if s.quote_id in standing),
        article_speakers=tuple(
            speaker
            for speaker in annotation.article_speakers
            if speaker.quote_id in standing
            and speaker.mention_id in present
            and (speaker.article_entity_id is None or speaker.article_entity_id in named)
        ),
    )


def _names(forgotten: Forgotten, surnames: Collection[str], *texts: str | None) -> bool:
    return forgotten.names_somebody(*texts) or any(
        True for text in texts if text for _ in surname_spans(text, surnames)
    )


def _quotes(annotation: Annotation, text: str, said: Collection[str]) -> Iterator[Quote]:
    spans: dict[str, list[QuoteSpan]] = {}
    for span in annotation.quote_spans:
        spans.setdefault(span.quote_id, []).append(span)
    for quote in annotation.quotes:
        own = sorted(spans.get(quote.quote_id, []), key=_start)
        words = "".join(text[s.start_char : s.end_char] for s in own if s.role == "quote")
        if quote.quote_id in said or not words.replace(BAR, "").strip('„“”"»«‚‘’ \n\t,.:;!?'):
            continue
        yield replace(
            quote,
            text=text[quote.start_char : quote.end_char],
            cue=_surface(text, own, "cue"),
            frame=_surface(text, own, "frame"),
            speaker_surface=_surface(text, own, "speaker"),
            addressee_surface=_surface(text, own, "addressee"),
        )


def _surface(text: str, spans: Sequence[QuoteSpan], role: str) -> str | None:
    return " ".join(text[s.start_char : s.end_char] for s in spans if s.role == role) or None
