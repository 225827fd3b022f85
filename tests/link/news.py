"""Articles made up for tests of linking: who is named where, and as what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from tasks.link.corrections import parse_corrections
from tasks.link.in_memory import Linked, link_rows
from tasks.store.staging import SCHEMAS
from tasks.text.ids import make_id

Role = tuple[str, str | None]


@dataclass
class News:
    """Rows of the tables that annotation fills, written by hand."""

    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in SCHEMAS}
    )
    countries: dict[str, str | None] = field(default_factory=dict)

    def article(
        self,
        article_id: str,
        on: date | None = None,
        precision: str | None = None,
        *,
        text: str | None = None,
        country: str | None = None,
    ) -> "Piece":
        """A new article; dated to the day where nothing else is said.

        `country` is that of its outlet.
        """
        self.countries[article_id] = country
        self.rows["articles"].append(
            {
                "article_id": article_id,
                "published_on": on,
                "text": text,
                "authors": [],
                "tags": [],
                "date_precision": precision or ("unknown" if on is None else "day"),
            }
        )
        return Piece(self, article_id)

    def frames(self, articles: Sequence[str] | None = None) -> dict[str, pl.DataFrame]:
        """The rows as frames, of these articles in this order, or of all."""
        frames = {
            name: pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")
            for name, rows in self.rows.items()
        }
        if articles is None:
            return frames
        return {
            name: pl.concat([frame.filter(pl.col("article_id") == a) for a in articles])
            if articles
            else frame.clear()
            for name, frame in frames.items()
        }

    def linked(self, corrections: str = "", articles: Sequence[str] | None = None) -> Linked:
        return link_rows(
            self.frames(articles),
            parse_corrections(corrections.encode()),
            countries=self.countries,
        )


@dataclass
class Piece:
    """One article."""

    news: News
    article_id: str

    def names(
        self,
        name: str,
        *roles: Role,
        label: str = "PER",
        gender: tuple[str, str] = ("unknown", "none"),
        born: int | None = None,
        number: int | None = None,
    ) -> str:
        """Name somebody; return the article entity. A word alone is a surname."""
        parts = [self.article_id, label, name, *([] if number is None else [number])]
        article_entity_id = make_id("article_entity", *parts)
        self.news.rows["article_entities"].append(
            {
                "article_entity_id": article_entity_id,
                "article_id": self.article_id,
                "name": name,
                "label": label,
                "gender": gender[0],
                "gender_source": gender[1],
                "is_full": label != "PER" or " " in name,
                "birth_year": born,
            }
        )
        mention_id = make_id("mention", article_entity_id)
        start = 10 * len(self.news.rows["mentions"])
        self.news.rows["mentions"].append(
            {
                "mention_id": mention_id,
                "article_id": self.article_id,
                "article_entity_id": article_entity_id,
                "start_char": start,
                "end_char": start + 5,
                "surface": name,
                "label": label,
                "kind": "name",
                "sentence_number": 0,
            }
        )
        for role, place in roles:
            self.news.rows["article_roles"].append(
                {
                    "article_entity_id": article_entity_id,
                    "article_id": self.article_id,
                    "role": role,
                    "place": place,
                    "surface": role.capitalize(),
                    "mention_id": mention_id,
                }
            )
        return article_entity_id

    def role(self, role: str, place: str | None = None, gender: str = "unknown") -> str:
        """A role without a name; returns its mention."""
        mention_id = make_id("role", self.article_id, role, place, gender)
        self.news.rows["role_mentions"].append(
            {
                "mention_id": mention_id,
                "article_id": self.article_id,
                "start_char": 900,
                "end_char": 905,
                "surface": f"der {role}",
                "sentence_number": 0,
                "role": role,
                "place": place,
                "gender": gender,
            }
        )
        return mention_id

    def quote(
        self, *article_entities: str, roles: Iterable[str] = (), confidence: float = 0.9
    ) -> str:
        """A quotation of these article entities and role mentions, each less sure than the last."""
        quote_id = make_id("quote", self.article_id, len(self.news.rows["quotes"]))
        self.news.rows["quotes"].append(
            {
                "quote_id": quote_id,
                "article_id": self.article_id,
                "factuality": "said",
                "start_char": 500,
            }
        )
        speakers = [(make_id("mention", entity), entity) for entity in article_entities]
        named = [*speakers, *((role, None) for role in roles)]
        for number, (mention_id, entity) in enumerate(named):
            self.news.rows["article_speakers"].append(
                {
                    "article_id": self.article_id,
                    "quote_id": quote_id,
                    "mention_id": mention_id,
                    "article_entity_id": entity,
                    "method": "frame",
                    "evidence": "words",
                    "confidence": confidence - number / 10,
                }
            )
        return quote_id


def entity(linked: Linked, article_entity_id: str) -> str:
    """The entity that an article entity was linked to."""
    return str(_link(linked, article_entity_id)["entity_id"])


def method(linked: Linked, article_entity_id: str) -> str:
    return str(_link(linked, article_entity_id)["method"])


def described(linked: Linked, article_entity_id: str) -> dict[str, Any]:
    """The row of `entities` of an article entity."""
    entity_id = entity(linked, article_entity_id)
    return linked.entities.row(by_predicate=pl.col("entity_id") == entity_id, named=True)


def _link(linked: Linked, article_entity_id: str) -> dict[str, Any]:
    return linked.entity_links.row(
        by_predicate=pl.col("article_entity_id") == article_entity_id, named=True
    )
