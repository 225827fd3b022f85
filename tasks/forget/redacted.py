"""Articles that stay in the warehouse without somebody's name and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.annotate.staged import staged_frames
from tasks.forget.asked_for import Wanted
from tasks.forgotten.keyed import surname_of, surname_spans
from tasks.forgotten.redact import Person, redact
from tasks.nlp.layers.rows import Annotation
from tasks.store.connection import Connection
from tasks.store.spoken_of import count_persons, find_appearances, find_texts, read_stored
from tasks.store.staging import Staging
from tasks.store.warehouse import read_article_paths
from tasks.text.article import Article

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Redacted:
    """By `article_id`: path and batch of articles that stay without somebody's name.

    `persons` counts those who bore it; `alone` are files of articles that have the surname of such
    a person, and nothing to say that it is hers. `surnames`, folded, of whom these articles named.
    """

    paths: Mapping[str, str]
    batches: Mapping[str, Path]
    persons: int
    alone: tuple[str, ...]
    surnames: frozenset[str]


def redact_stored(connection: Connection, wanted: Wanted, folder: Path) -> Redacted:
    """The stored articles to be swapped, staged in `folder` as they will be."""
    if not wanted.forgotten.names:
        return Redacted({}, {}, 0, (), frozenset())
    seen = find_appearances(connection, wanted.names)
    known = Person(seen.article_entities, seen.quotes)
    texts = (
        read_article_paths(connection).keys()
        if wanted.surnames is None
        else find_texts(connection, wanted.surnames)
    )
    paths: dict[str, str] = {}
    alone: list[str] = []
    surnames = {surname_of(name) for name in wanted.names} | {*(wanted.surnames or ())}
    by_model: dict[str, list[tuple[Article, Annotation]]] = {}
    for stored in read_stored(connection, (seen.articles | texts) - wanted.articles.keys()):
        article, annotation = redact(stored.article, stored.annotation, wanted.forgotten, known)
        if article is not stored.article:
            paths[article.article_id] = stored.path
            said = (*stored.article.heads, stored.article.text)
            surnames.update(*map(wanted.forgotten.surnames_in, filter(None, said)))
            by_model.setdefault(stored.model_version, []).append((article, annotation))
        elif any(surname_spans(article.text, wanted.surnames or ())):
            alone.append(stored.path)
    batches: dict[str, Path] = {}
    for model, redacted in by_model.items():
        for first in range(0, len(redacted), _BATCH):
            part = redacted[first : first + _BATCH]
            batch = Staging(folder, model).write(staged_frames(part, [], model_version=model))
            batches |= {article.article_id: batch for article, _ in part}
    persons = count_persons(connection, seen.entities)
    return Redacted(paths, batches, persons, tuple(alone), frozenset(surnames))
