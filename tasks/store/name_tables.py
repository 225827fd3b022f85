"""The tables of names: what an article says alone, and what is decided across articles."""

from __future__ import annotations

from tasks.nlp.layers.vocabulary import EVIDENCE, GENDERS, LABELS
from tasks.store.table import (
    ARTICLE_ID,
    CONFIDENCE,
    END,
    GENDER_SOURCES,
    SENTENCE,
    START,
    Column,
    Table,
)

LINK_METHODS = (
    "name",
    "name_and_role",
    "name_and_birth_year",
    "name_and_company",
    "name_and_time",
    "name_and_state",
    "surname_by_role",
    "surname_by_company",
    "local",
    "correction",
)
CORRECTION_KINDS = ("split", "merge", "not_a_person", "rename", "gender", "speaker")
CORRECTION_STATUSES = ("applied", "unused")
_ROLE = Column("role", "VARCHAR", "The role's words as a key: nominative, lower case")
_PLACE = Column(
    "place", "VARCHAR", "Country or organisation that narrows the role, as a key", nullable=True
)

ARTICLE_ENTITIES = Table(
    "article_entities",
    "one entity that bears a name, as one article presents it",
    ("article_entity_id",),
    (
        Column("article_entity_id", "VARCHAR", "Identifier, made of article, label and name"),
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        Column("name", "VARCHAR", "Fullest form in this article, nominative, without titles"),
        Column("label", "VARCHAR", "What kind of name", values=LABELS),
        Column("gender", "VARCHAR", "Gender of a person, as this article tells", values=GENDERS),
        Column("gender_source", "VARCHAR", "What tells the gender", values=GENDER_SOURCES),
        Column("is_full", "BOOLEAN", "Whether a person's name has a given name and a surname"),
        Column(
            "birth_year",
            "INTEGER",
            "Year of publication less the age that the article gives; one too high at most",
            nullable=True,
        ),
    ),
)

ARTICLE_ROLES = Table(
    "article_roles",
    "one role that an article gives an entity in one place",
    ("article_entity_id", "mention_id", "role", "place"),
    (
        Column(
            "article_entity_id",
            "VARCHAR",
            "Who has the role",
            references="article_entities.article_entity_id",
        ),
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        _ROLE,
        _PLACE,
        Column("surface", "VARCHAR", "The role in the nominative, of the person's gender"),
        Column(
            "mention_id",
            "VARCHAR",
            "The mention beside which the article says so",
            references="mentions.mention_id",
        ),
    ),
)

ROLE_MENTIONS = Table(
    "role_mentions",
    "one role in an article that gives no name to it (der russische Außenminister)",
    ("mention_id",),
    (
        Column("mention_id", "VARCHAR", "Identifier, made of article and span"),
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        Column("start_char", "INTEGER", START),
        Column("end_char", "INTEGER", END),
        Column("surface", "VARCHAR", "The words as they stand in the text"),
        Column("sentence_number", "INTEGER", SENTENCE),
        _ROLE,
        _PLACE,
        Column("gender", "VARCHAR", "Gender that the role's form tells", values=GENDERS),
    ),
)

ENTITY_LINKS = Table(
    "entity_links",
    "one entity of an article, with the entity across all articles that it was linked to",
    ("article_entity_id",),
    (
        Column(
            "article_entity_id",
            "VARCHAR",
            "The entity as its article presents it",
            references="article_entities.article_entity_id",
        ),
        Column("entity_id", "VARCHAR", "The entity", references="entities.entity_id"),
        Column("method", "VARCHAR", "How the link was found", values=LINK_METHODS),
        Column("evidence", "VARCHAR", "What speaks for it, where more than a name", nullable=True),
    ),
)

ENTITY_ROLES = Table(
    "entity_roles",
    "one role of an entity, across all articles",
    ("entity_id", "role", "place"),
    (
        Column("entity_id", "VARCHAR", "Who has the role", references="entities.entity_id"),
        _ROLE,
        _PLACE,
        Column("surface", "VARCHAR", "The role in the nominative, as it was first seen"),
        Column(
            "first_seen",
            "DATE",
            "Date of the first article that says so; null where none has a date",
            nullable=True,
        ),
        Column(
            "last_seen",
            "DATE",
            "Date of the last article that says so; null where none has a date",
            nullable=True,
        ),
        Column(
            "mention_id",
            "VARCHAR",
            "The mention beside which it was first seen",
            references="mentions.mention_id",
        ),
    ),
)

ARTICLE_SPEAKERS = Table(
    "article_speakers",
    "one mention that an article presents as a speaker of a quotation",
    ("quote_id", "mention_id"),
    (
        Column("quote_id", "VARCHAR", "The quotation", references="quotes.quote_id"),
        Column(
            "mention_id",
            "VARCHAR",
            "What names the speaker: a mention, or a role mention",
        ),
        Column(
            "article_entity_id",
            "VARCHAR",
            "The speaker as this article presents it; null for a role mention",
            nullable=True,
            references="article_entities.article_entity_id",
        ),
        Column("method", "VARCHAR", "How the speaker was found (frame, continuation, …)"),
        Column(
            "evidence",
            "VARCHAR",
            "What the speaker was found by; null where an older release did not note it",
            nullable=True,
            values=EVIDENCE,
        ),
        Column("confidence", "DOUBLE", CONFIDENCE),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "one correction of corrections.toml, as the last run found it",
    ("number",),
    (
        Column("number", "INTEGER", "Order in which the corrections are applied, from 1"),
        Column("line", "INTEGER", "Line of the file at which it begins", nullable=True),
        Column("kind", "VARCHAR", "What is corrected", values=CORRECTION_KINDS),
        Column("subject", "VARCHAR", "Whom or what it names, as written in the file"),
        Column("status", "VARCHAR", "Whether it found what it names", values=CORRECTION_STATUSES),
        Column("message", "VARCHAR", "What it did, or why it did nothing"),
    ),
)
