"""The tables of the ledger: files and records ever seen, and the runs that saw them."""

from __future__ import annotations

from tasks.store.table import RUN_ID, Column, Table

FILE_STATUSES = ("loaded", "duplicate", "rejected", "gone")
RUN_STATUSES = ("completed",)
_FIRST_SEEN = "Start of the first run that saw it, in UTC"
_LAST_SEEN = "Start of the last run that wrote this row, in UTC"

SEED_FILES = Table(
    "seed_files",
    "a file ever seen in the seed folder, with what became of it",
    ("path",),
    (
        Column("path", "VARCHAR", "Path relative to the seed folder"),
        Column(
            "content_hash",
            "VARCHAR",
            "SHA-256 of the file's bytes; null where they could not be read",
            nullable=True,
        ),
        Column("size_bytes", "BIGINT", "Size of the file", nullable=True),
        Column("status", "VARCHAR", "What became of the file", values=FILE_STATUSES),
        Column(
            "reason",
            "VARCHAR",
            "Why it was rejected, what it repeats, or what its owner should know",
            nullable=True,
        ),
        Column(
            "article_id",
            "VARCHAR",
            "The article it holds; null when it was rejected, or holds records",
            nullable=True,
        ),
        Column("first_seen_at", "TIMESTAMP", _FIRST_SEEN),
        Column("last_seen_at", "TIMESTAMP", _LAST_SEEN),
        Column("run_id", "VARCHAR", RUN_ID, references="runs.run_id"),
        Column("format", "VARCHAR", "What the file was taken for", nullable=True),
        Column(
            "records",
            "INTEGER",
            "How many records it holds, of which each has a row in seed_records; null where the "
            "file is the article",
            nullable=True,
        ),
        Column(
            "read_with",
            "VARCHAR",
            "Version of the hints (sources.toml) that it was read with; null where none apply",
            nullable=True,
        ),
    ),
)

SEED_RECORDS = Table(
    "seed_records",
    "a record ever seen in a file that holds many, with what became of it",
    ("path", "record"),
    (
        Column("path", "VARCHAR", "Path of the file, relative to the seed folder"),
        Column("record", "VARCHAR", "Which of its records: identifier, address or number from 1"),
        Column(
            "content_hash",
            "VARCHAR",
            "Hash of what the record says; null where it could not be read",
            nullable=True,
        ),
        Column("status", "VARCHAR", "What became of the record", values=FILE_STATUSES),
        Column(
            "reason",
            "VARCHAR",
            "Why it was rejected, what it repeats, or what its owner should know",
            nullable=True,
        ),
        Column(
            "article_id", "VARCHAR", "The article it is; null when it was rejected", nullable=True
        ),
        Column("first_seen_at", "TIMESTAMP", _FIRST_SEEN),
        Column("last_seen_at", "TIMESTAMP", _LAST_SEEN),
        Column("run_id", "VARCHAR", RUN_ID, references="runs.run_id"),
    ),
)

RUNS = Table(
    "runs",
    "one published run",
    ("run_id",),
    (
        Column("run_id", "VARCHAR", "Identifier of the run"),
        Column("started_at", "TIMESTAMP", "When it started, in UTC"),
        Column("finished_at", "TIMESTAMP", "When its tables were ready to be audited, in UTC"),
        Column("status", "VARCHAR", "How it ended", values=RUN_STATUSES),
        Column("files_found", "INTEGER", "Files in the seed folder"),
        Column("files_new", "INTEGER", "Files never seen before"),
        Column("files_changed", "INTEGER", "Files with other content than when last seen"),
        Column("files_gone", "INTEGER", "Files that have disappeared since the last run"),
        Column("files_duplicate", "INTEGER", "Files that repeat another file's article"),
        Column("files_rejected", "INTEGER", "Files of this run that could not be loaded"),
        Column(
            "records_found",
            "INTEGER",
            "Records in files that hold many, of the files that this run looked at",
            backfill="0",
        ),
        Column(
            "records_rejected",
            "INTEGER",
            "Records of these that could not be loaded",
            backfill="0",
        ),
        Column("articles_loaded", "INTEGER", "Articles written by this run"),
        Column("mentions_loaded", "INTEGER", "Mentions written by this run"),
        Column("quotes_loaded", "INTEGER", "Quotes written by this run"),
        Column("model_version", "VARCHAR", "The language model that was used"),
        Column("code_version", "VARCHAR", "The version of this program"),
        Column(
            "link_version",
            "VARCHAR",
            "Rules and corrections by which names were linked; null before there were any",
            nullable=True,
        ),
        Column(
            "reports_version",
            "VARCHAR",
            "SQL with which the reports were built; null before it was noted",
            nullable=True,
        ),
    ),
)
