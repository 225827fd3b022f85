"""Ministries and parties whose names do not say of which country or Land they are.

Which one an article means is told by the words beside the name, by the only state that the
article names, or by the country of its outlet. What none of them decides stays in its article, so
that the bodies of two countries are never one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from tasks.link.central_banks import central_banks
from tasks.link.keys import name_key
from tasks.link.ministries import Ministry, ministry_of
from tasks.link.names import LINKS
from tasks.link.parties import Party, party_of
from tasks.link.spelling import fold
from tasks.link.states import State, state_of_country, states_in
from tasks.text.ids import make_id

Body = Ministry | Party
Told = tuple[State, str]
"""A state, and in words what tells it."""

SURROUNDINGS = pl.Schema(dict.fromkeys(("article_entity_id", "text", "country"), pl.String()))
"""What tells the state of a body: its article's text, and the country of the outlet as ISO 3166-1
code. Both may be null."""


def link_bodies(names: pl.DataFrame, surroundings: pl.DataFrame) -> pl.DataFrame:
    """Links of the names of a frame that ask for their state.

    `surroundings` (`SURROUNDINGS`) has a row for each of them.
    """
    rows = []
    columns = ("article_entity_id", "article_id", "name", "text", "country")
    asking = names.join(surroundings, on="article_entity_id", how="left").select(columns)
    named: dict[tuple[str, str | None], frozenset[State]] = {}
    for article_entity_id, article_id, name, text, country in asking.iter_rows():
        body = _body_of(name)
        assert body is not None, name
        if (article_id, country) not in named:
            named[article_id, country] = states_in(text or "", country)
        told = _told(body, text or "", country, named[article_id, country])
        if told is None:
            entity_id = make_id("entity", "ORG", body.key, "article", article_id)
            rows.append((article_entity_id, entity_id, "local", "nothing tells whose it is"))
        else:
            state, words = told
            rows.append((article_entity_id, _id_in(body, state), "name_and_state", words))
    return pl.DataFrame(rows, schema=LINKS, orient="row")


def called(entity_ids: Iterable[str], names: Iterable[str], labels: Iterable[str]) -> list[str]:
    """What entities are called that have these names: so that those of two states differ."""
    return [
        _called(entity_id, name) if label == "ORG" else name
        for entity_id, name, label in zip(entity_ids, names, labels, strict=True)
    ]


def _called(entity_id: str, name: str) -> str:
    body = _body_of(name)
    if body is None:
        # All names of a bank have its key.
        return _banks().get(name_key(name, "ORG").key, name)
    if body.state is not None:
        return name
    for state in body.may_be_of:
        if state != body.home and _id_in(body, state) == entity_id:
            return f"{name} ({state.name})"
    return name


def _banks() -> Mapping[str, str]:
    return {fold(name): name for name in central_banks().values()}


def _body_of(name: str) -> Body | None:
    return ministry_of(name) or party_of(name)


def _id_in(body: Body, state: State) -> str:
    return make_id("entity", "ORG", body.key_in(state))


def _told(body: Body, text: str, country: str | None, named: frozenset[State]) -> Told | None:
    """Whose body an article means; None where it is open."""
    may_be = frozenset(body.may_be_of)
    beside = body.states_beside(text, country) & may_be
    if len(beside) == 1:
        (state,) = beside
        return state, f"the words beside it name {state.name}"
    own, found = state_of_country(country), (beside or named) & may_be
    default = body.by_default(own, found)
    if default is None:
        return None
    if found == {default}:
        return default, f"the article names no other state than {default.name}"
    where = "its outlet's country is" if default == own else "nothing names another country than"
    return default, f"{where} {default.name}"
