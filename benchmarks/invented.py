"""Many articles out of a few: the same sentences with other names, and a number at the end.

Words are replaced by words of the same length, so every offset that holds in the original holds
in the invented article, and the model need not read it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tasks.annotate.at_the_model import annotate_article
from tasks.nlp.layers.rows import Annotation
from tasks.nlp.pipeline import load
from tasks.text.article import Article, Rejection
from tasks.text.encoding import decode
from tasks.text.ids import make_id
from tasks.text.parse import parse
from tasks.text.restore import content_id

_VOWELS = "aeiou"
_CONSONANTS = "bdfgklmnprst"
# So many casts of characters, each with names of its own.
_CASTS = 400


@dataclass(frozen=True, slots=True)
class Original:
    """An article that the model has read, and the names in it that others may take the place of."""

    raw: str
    article: Article
    annotation: Annotation
    names: frozenset[str]


def read_originals(seeds: Path) -> list[Original]:
    """The articles of the seed folder, annotated."""
    nlp = load(None)
    originals = []
    for path in sorted(seeds.rglob("*.txt")):
        content = decode(path.read_bytes())
        if isinstance(content, Rejection):
            continue
        article = parse(content.encode())
        if not isinstance(article, Rejection):
            annotation = annotate_article(nlp, article)
            last = {entity.name.split()[-1] for entity in annotation.article_entities}
            names = frozenset(name for name in last if name.isalpha() and name[0].isupper())
            originals.append(Original(content, article, annotation, names))
    return originals


def invent(originals: list[Original], count: int) -> Iterator[tuple[str, Article, Annotation]]:
    """So many files' contents with the articles and annotations that they give."""
    for number in range(count):
        original = originals[number % len(originals)]
        yield _vary(original, number // len(originals))


def _vary(original: Original, number: int) -> tuple[str, Article, Annotation]:
    """The original with the names of one cast, and with a number of its own at the end."""
    cast = random.Random(number % _CASTS)
    names = {name: _word(len(name), cast) for name in sorted(original.names)}
    words = re.compile(rf"\b(?:{'|'.join(names) or '(?!)'})\b")

    def renamed(text: str | None) -> Any:
        return None if text is None else words.sub(lambda word: names[word.group()], text)

    stamp = f"\n\nMeldung {number:08}.\n"
    article = replace(
        original.article,
        article_id="",
        title=renamed(original.article.title),
        source=renamed(original.article.source),
        author=renamed(original.article.author),
        text=renamed(original.article.text) + stamp,
    )
    article = replace(article, article_id=content_id(article))
    return renamed(original.raw) + stamp, article, _annotation(original, article, renamed)


def _annotation(
    original: Original, article: Article, renamed: Callable[[str | None], Any]
) -> Annotation:
    found = original.annotation
    entities = {
        entity.article_entity_id: replace(
            entity,
            article_entity_id=make_id(
                "article_entity", article.article_id, entity.label, renamed(entity.name)
            ),
            article_id=article.article_id,
            name=renamed(entity.name),
        )
        for entity in found.article_entities
    }
    mentions = {
        mention.mention_id: replace(
            mention,
            mention_id=make_id(
                "mention", article.article_id, mention.start_char, mention.end_char, mention.label
            ),
            article_id=article.article_id,
            article_entity_id=entities[mention.article_entity_id].article_entity_id,
            surface=article.text[mention.start_char : mention.end_char],
        )
        for mention in found.mentions
    }
    role_mentions = {
        mention.mention_id: replace(
            mention,
            mention_id=make_id(article.article_id, mention.mention_id),
            article_id=article.article_id,
            surface=article.text[mention.start_char : mention.end_char],
        )
        for mention in found.role_mentions
    }
    mention_ids = {old: new.mention_id for old, new in (mentions | role_mentions).items()}
    quote_ids = {
        quote.quote_id: make_id(article.article_id, quote.quote_id) for quote in found.quotes
    }
    return replace(
        found,
        article_id=article.article_id,
        article_entities=tuple({e.article_entity_id: e for e in entities.values()}.values()),
        article_roles=tuple(
            replace(
                role,
                article_entity_id=entities[role.article_entity_id].article_entity_id,
                article_id=article.article_id,
                surface=renamed(role.surface),
                mention_id=mention_ids[role.mention_id],
            )
            for role in found.article_roles
        ),
        role_mentions=tuple(role_mentions.values()),
        mentions=tuple(mentions.values()),
        quotes=tuple(
            replace(
                quote,
                quote_id=quote_ids[quote.quote_id],
                article_id=article.article_id,
                text=article.text[quote.start_char : quote.end_char],
                cue=renamed(quote.cue),
                frame=renamed(quote.frame),
                speaker_surface=renamed(quote.speaker_surface),
                addressee_surface=renamed(quote.addressee_surface),
                parent_quote_id=quote_ids.get(quote.parent_quote_id or ""),
            )
            for quote in found.quotes
        ),
        quote_spans=tuple(
            replace(span, quote_id=quote_ids[span.quote_id]) for span in found.quote_spans
        ),
        article_speakers=tuple(
            replace(
                speaker,
                quote_id=quote_ids[speaker.quote_id],
                mention_id=mention_ids[speaker.mention_id],
                article_entity_id=None
                if speaker.article_entity_id is None
                else entities[speaker.article_entity_id].article_entity_id,
            )
            for speaker in found.article_speakers
        ),
    )


def _word(length: int, choice: random.Random) -> str:
    letters = (choice.choice(_VOWELS if at % 2 else _CONSONANTS) for at in range(length))
    return "".join(letters).capitalize()
