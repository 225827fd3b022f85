"""A published warehouse made of article files, by the model and without Prefect."""

from datetime import datetime
from pathlib import Path

from spacy.language import Language

from tasks.annotate import annotate_articles
from tasks.link.version import link_version
from tasks.staged import staged_frames
from tasks.store.generation import publish_generation, working_generation
from tasks.store.ledger import Counts, LoadPlan, SeedFile
from tasks.store.linking import link_warehouse
from tasks.store.models import build_models
from tasks.store.seed_folder import find_files
from tasks.store.staging import Staging
from tasks.store.warehouse import Run, checkpoint, load, open_warehouse
from tasks.text.article import Article, Rejection
from tasks.text.parse import parse

NOW = datetime(2026, 1, 2, 3, 30)


def publish_warehouse(seeds: Path, warehouse: Path, nlp: Language) -> None:
    """Read, annotate, load, link, model and publish every file of the folder."""
    rows: list[SeedFile] = []
    articles: dict[str, Article] = {}
    for file in find_files(seeds, max_bytes=1_000_000):
        read = parse((seeds / file.path).read_bytes())
        loaded = not isinstance(read, Rejection)
        if not isinstance(read, Rejection):
            articles[file.path] = read
        rows.append(
            SeedFile(
                path=file.path,
                content_hash=file.content_hash,
                size_bytes=file.size_bytes,
                status="loaded" if loaded else "rejected",
                reason=read.reason if isinstance(read, Rejection) else None,
                article_id=None if isinstance(read, Rejection) else read.article_id,
                first_seen_at=NOW,
                last_seen_at=NOW,
                run_id="r",
            )
        )
    annotated, _ = annotate_articles(nlp, articles.values())
    batch = Staging(warehouse / "staging", "m").write(
        staged_frames(annotated, (), model_version="m")
    )
    paths = {article.article_id: path for path, article in articles.items()}
    counts = Counts(len(rows), len(rows), 0, 0, 0, len(rows) - len(articles))
    plan = LoadPlan(tuple(rows), paths, {}, frozenset(), counts)
    run = Run("r", NOW, NOW, "completed", *(0,) * 9, "m", "0", link_version(b""))
    with working_generation(warehouse, "r") as working:
        with open_warehouse(working) as connection:
            load(connection, plan, dict.fromkeys(paths, batch), run)
            link_warehouse(connection, (), scratch=working.parent)
        assert not build_models(working, log_dir=warehouse / ".dbt").failures
        checkpoint(working)
        publish_generation(warehouse, working)
