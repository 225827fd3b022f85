"""What the language model makes of the sample articles, as lines that a person can compare.

    python -m tests.nlp.annotation_lines

writes them anew, where the rules' version was raised since they were written. A digest of what the
weights read stands beside them: processors round differently.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.rows import Annotation
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.rows.extract import extract
from tasks.nlp.rules_version import RULES_VERSION
from tasks.text.article import Article
from tasks.text.parse import parse

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).with_name("annotated")
# It is rounded otherwise on other processors; what it belongs to is in the line.
_ROUNDED = ("confidence",)
_TABLES = (
    "article_entities", "mentions", "article_roles", "role_mentions", "quotes", "quote_spans",
    "article_speakers",
)  # fmt: skip


def sample_articles() -> Iterator[tuple[str, Article]]:
    """Path and article of each sample."""
    for path in sorted((ROOT / "seeds").rglob("*.txt")):
        article = parse(path.read_bytes())
        if isinstance(article, Article):
            yield path.relative_to(ROOT / "seeds").as_posix(), article


def written(article: Article, doc: Doc) -> str:
    """The file of one article: rules' version, digest of the reading, a line a row."""
    annotation = extract(article.article_id, doc, published_on=article.published_on)
    head = [f"rules {RULES_VERSION}", f"reading {reading(doc)}"]
    return "\n".join([*head, *_lines(annotation)]) + "\n"


def reading(doc: Doc) -> str:
    """A digest of what the weights alone decide: where it differs, so may the rows."""
    tokens = ((t.text, t.tag_, t.dep_, t.head.i, str(t.morph), t.is_sent_start) for t in doc)
    return hashlib.sha256(repr(list(tokens)).encode()).hexdigest()[:16]


def _lines(annotation: Annotation) -> Iterator[str]:
    for table in _TABLES:
        for row in getattr(annotation, table):
            kept = {key: value for key, value in asdict(row).items() if key not in _ROUNDED}
            yield f"{table} " + " ".join(f"{key}={value!r}" for key, value in kept.items())


def files(nlp: Language) -> Iterator[tuple[Path, str]]:
    """Where each file lies, and what it has to say now."""
    for path, article in sample_articles():
        doc = annotate_doc(nlp, article.text, article.blocks)
        yield FOLDER / path.replace("/", "--"), written(article, doc)


def main() -> None:
    """Write all files anew; ends with a sentence where the version was not raised."""
    for path, text in files(load()):
        old = path.read_text("utf-8") if path.exists() else ""
        if old not in ("", text) and old.startswith(f"rules {RULES_VERSION}\n"):
            sys.exit(f"{path.name} differs: raise RULES_VERSION in tasks/nlp/rules_version.py")
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
