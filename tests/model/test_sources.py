from tasks.model.sources import (
    SOURCES_FILE,
    STAGED_NAMES,
    STAGING_FILE,
    render_sources,
    render_staging,
)
from tasks.store.table import Column, Table
from tasks.store.tables import TABLES

PLAYS = Table(
    "plays",
    "a play",
    ("theatre", "play"),
    (
        Column("theatre", "VARCHAR", 'Where: "the house"', references="theatres.name"),
        Column("play", "INTEGER", "Number"),
        Column("kind", "VARCHAR", "What it is", nullable=True, values=("comedy", "tragedy")),
    ),
)


def test_sources_file_is_what_the_declared_tables_render() -> None:
    assert SOURCES_FILE.read_text(encoding="utf-8") == render_sources()


def test_staging_file_is_what_the_declared_tables_render() -> None:
    assert STAGING_FILE.read_text(encoding="utf-8") == render_staging()


def test_every_staged_name_belongs_to_a_declared_column() -> None:
    declared = {table.name: {column.name for column in table.columns} for table in TABLES}
    for table, names in STAGED_NAMES.items():
        assert set(names) <= declared[table]


def test_every_property_of_a_table_becomes_a_test_or_a_description() -> None:
    assert render_sources([PLAYS]).partition("    tables:\n")[2] == (
        """\
      - name: plays
        description: "Grain: a play."
        data_tests:
          - rules:
              name: plays_rules
              arguments:
                not_null: [theatre, play]
                keys: [[theatre, play]]
                values:
                  kind: [comedy, tragedy]
                references:
                  - {column: theatre, to: "source('warehouse', 'theatres')", field: name}
        columns:
          - name: theatre
            description: "Where: \\"the house\\""
            data_type: varchar
          - name: play
            description: "Number"
            data_type: integer
          - name: kind
            description: "What it is"
            data_type: varchar
"""
    )
