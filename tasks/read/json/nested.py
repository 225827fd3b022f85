"""Where in a value of JSON its articles are: in lists under keys, or wrapped in what found them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tasks.read.json import keys as json_keys
from tasks.read.json import schemas
from tasks.read.json.said import Object

# What Elasticsearch, JSON:API, the Guardian and others put around an article.
_WRAPPERS = (
    "_source", "attributes", "fields", "article", "artikel", "document", "doc", "item", "node",
    "story", "post", "data", "content",
)  # fmt: skip
_WRAPPERS_SET = frozenset(_WRAPPERS)
# Lists that belong to an article, though their items have texts, too.
_BELONGING = frozenset(
    {"comments", "comment", "associations", "related", "images", "media", "bodies", "headlines"}
)
_GRAPH = "@graph"
_DEPTH = 8
_ITEMS_TRIED = 20


@lru_cache(maxsize=1024)
def plain_plan(keys: tuple[str, ...]) -> json_keys.Plan | None:
    """The plan of objects with these keys, in no wrapper and no schema, if they have a text."""
    if schemas.may_be_known(keys) or not _WRAPPERS_SET.isdisjoint(keys):
        return None
    plan = json_keys.plan_of(keys)
    return plan if plan.text else None


def articles_in(
    value: Any, under: str | None = None, depth: int = 0
) -> Iterator[tuple[Any, str | None]]:
    """The objects that are articles, each with the key of the list that it stands in.

    What is no article and holds none is given as it is, so that its owner can be told.
    """
    if isinstance(value, list) and depth < _DEPTH:
        for item in value:
            yield from articles_in(item, under, depth + 1)
        return
    if not isinstance(value, dict):
        yield value, under
        return
    article = unwrapped(value)
    if depth < _DEPTH and not has_text(article):
        inside = [(key, held) for key, held in value.items() if holds_articles(key, held, depth)]
        for key, held in inside:
            if key == _GRAPH:
                held = [item for item in held if isinstance(item, dict) and has_text(item)] or held
            yield from articles_in(held, key, depth + 1)
        if inside:
            return
    yield article, under


def holds_articles(key: str, value: Any, depth: int = 0) -> bool:
    """Whether what stands under a key, or an item of a list there, is or holds articles."""
    if key.lower() in _BELONGING or depth > _DEPTH:
        return False
    if isinstance(value, list):
        return any(
            holds_articles("", item, depth + 1)
            for item in value[:_ITEMS_TRIED]
            if isinstance(item, dict | list)
        )
    if not isinstance(value, dict):
        return False
    if is_told(unwrapped(value)):
        return True
    return any(holds_articles(inner, held, depth + 1) for inner, held in value.items())


def unwrapped(value: Object) -> Object:
    """An article without its wrapper, with the wrapper's keys beside its own."""
    for key in _WRAPPERS:
        inner = value.get(key)
        if isinstance(inner, dict) and has_text(inner) and not _is_said(inner):
            outer = {name: held for name, held in value.items() if name != key}
            if not has_text(outer):
                return {**outer, **inner}
    return value


def has_text(article: Object) -> bool:
    """Whether an object is in a known schema, or has a key that is called as texts are."""
    return schemas.schema_of(article) is not None or json_keys.has_text(article)


def is_told(article: Object) -> bool:
    """Whether it can be told what an object's keys hold, though the text may be missing."""
    return has_text(article) or json_keys.has_no_text(article) or json_keys.has_teaser(article)


def _is_said(value: Object) -> bool:
    """Whether an object is a text in itself: WordPress's `{"rendered": …}`."""
    return len(value) == 1 or "rendered" in value
