"""The report of a published warehouse, written whole and then shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tasks.report.article_pages import write_article_pages
from tasks.report.contents import Contents, read_contents
from tasks.report.index_page import write_index_page
from tasks.report.limits import Limits
from tasks.report.publication import new_report, report_path
from tasks.report.site import make_site
from tasks.report.stamp import make_stamp, read_stamp, write_stamp
from tasks.report.table_pages import write_table_pages
from tasks.report.voice_pages import write_voice_pages
from tasks.store.reader import Reader, reader


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written: its first page, how many pages of a kind, and what it says."""

    path: Path
    articles: int
    voices: int
    contents: Contents


def write_report(warehouse: Path, *, made_at: datetime, limits: Limits | None = None) -> Report:
    """Write the report of the warehouse published in this folder; `made_at` is in UTC.

    The report before stays until the new one is whole. Raises QueryError where there is no
    warehouse of this release.
    """
    limits = limits or Limits()
    with reader(warehouse) as asked:
        return _write(asked, warehouse, made_at, limits, make_stamp(asked, limits))


def write_changed_report(warehouse: Path, *, made_at: datetime) -> Report | None:
    """The same; None where the report that is there would say the same, and so stays."""
    limits = Limits()
    with reader(warehouse) as asked:
        stamp = make_stamp(asked, limits)
        if read_stamp(report_path(warehouse).parent) == stamp:
            return None
        return _write(asked, warehouse, made_at, limits, stamp)


def _write(asked: Reader, warehouse: Path, made_at: datetime, limits: Limits, stamp: str) -> Report:
    with new_report(warehouse) as folder:
        contents = read_contents(asked, limits)
        articles = contents.frames["articles"]["article_id"].head(limits.articles)
        site = make_site(
            folder,
            articles=frozenset(articles),
            voices=frozenset(voice["entity_id"] for voice in contents.voices),
        )
        write_index_page(contents, site, limits, made_at=made_at)
        write_table_pages(contents, site, limits)
        write_article_pages(asked, site)
        write_voice_pages(asked, contents, site, limits)
        write_stamp(folder, stamp)
    return Report(report_path(warehouse), len(site.articles), len(site.voices), contents)
