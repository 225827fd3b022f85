"""A page for each table, and its downloads."""

from __future__ import annotations

from tasks.report.contents import Contents
from tasks.report.limits import Limits
from tasks.report.question import rows
from tasks.report.site import Site
from tasks.report.tables import TABLES, write_downloads


def write_table_pages(contents: Contents, site: Site, limits: Limits) -> None:
    """Write `tables/<table>.html`, `.csv` and `.parquet`."""
    for table in TABLES:
        frame = contents.frames[table.name]
        site.write(
            f"tables/{table.name}.html",
            "table.html",
            table=table,
            rows=rows(frame.head(limits.rows)),
            total=frame.height,
            downloaded=min(frame.height, limits.downloads),
        )
    write_downloads(contents.frames, site.folder / "tables", limits)
