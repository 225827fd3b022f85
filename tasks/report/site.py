"""The pages of a report as files: templates, and which pages there are to link to."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tasks.report import words
from tasks.report.isolation import isolated


@dataclass(frozen=True, slots=True)
class Site:
    """A folder of pages; `articles` and `voices` are the identifiers of those that have one."""

    folder: Path
    articles: frozenset[str]
    voices: frozenset[str]
    environment: Environment

    def write(self, path: str, template: str, **values: object) -> None:
        """Write one page; `path` is relative to the folder, with `/`."""
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        up = "../" * path.count("/")
        page = self.environment.get_template(template).render(
            values | {"up": up, "articles_shown": self.articles, "voices_shown": self.voices}
        )
        # A character that no encoding holds must not cost the report.
        file.write_text(page, "utf-8", errors="replace")


def make_site(folder: Path, *, articles: frozenset[str], voices: frozenset[str]) -> Site:
    """A site without pages yet. Everything that a template is given is escaped and isolated."""
    environment = Environment(
        loader=PackageLoader("tasks.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=isolated,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = _asset("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    environment.globals.update(
        t=words.both,
        word=words.word,
        heading=words.heading,
        number=words.number,
        unit=words.unit,
        percent=words.percent,
        day=words.day,
        month_name=words.month,
        style=Markup(_asset("style.css")),
        script=Markup(script),
        script_hash=f"sha256-{digest}",
    )
    return Site(folder, articles, voices, environment)


def _asset(name: str) -> str:
    return resources.files("tasks.report").joinpath("templates", name).read_text("utf-8")
