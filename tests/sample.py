"""A warehouse as a night makes it from seed files, without Prefect."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from spacy.language import Language

from tasks.annotate.at_the_model import annotate_articles
from tasks.annotate.staged import staged_frames
from tasks.find.seed_folder import find_files
from tasks.ledger.ledger import plan_load
from tasks.model.build import BuildResult, build_models
from tasks.outlets.lists import project_outlets
from tasks.outlets.outlets import Outlets
from tasks.resolve.linking import link_warehouse
from tasks.resolve.outlets import fill_outlets
from tasks.store.staging import Staging
from tasks.store.warehouse import Run, load, open_warehouse
from tasks.text.article import Article
from tasks.text.parse import parse

NOW = datetime(2026, 1, 2, 3, 30)
_MODEL = "sample"


def build_sample(seeds: Path, folder: Path, nlp: Language) -> tuple[Path, BuildResult]:
    """Find, parse, annotate, load, link and model; return the file and what its tests say."""
    folder.mkdir(parents=True, exist_ok=True)
    found = find_files(seeds)
    articles: dict[str, Article] = {}
    for file in found:
        parsed = parse((seeds / file.path).read_bytes())
        if isinstance(parsed, Article):
            file.article_id = parsed.article_id
            articles[parsed.article_id] = parsed
        else:
            file.reason = parsed.reason
    frames = staged_frames(*annotate_articles(nlp, articles.values()), model_version=_MODEL)
    batch = Staging(folder / "staging", _MODEL).write(frames)
    path = folder / "wortlaut.duckdb"
    with open_warehouse(path) as connection:
        plan = plan_load(found, {}, {}, run_id="r1", now=NOW)
        batches: Mapping[str, Path] = dict.fromkeys(plan.load, batch)
        load(connection, plan, batches, _run(len(found)))
        fill_outlets(connection, Outlets(project_outlets()), scratch=folder)
        link_warehouse(connection, (), scratch=folder)
    return path, build_models(path)


def _run(found: int) -> Run:
    versions = (_MODEL, "0", "links", "reports")
    return Run("r1", NOW, NOW, "completed", found, found, *(0,) * 9, *versions)
