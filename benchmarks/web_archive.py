"""How fast a web archive is read, and in how much memory, beside its libraries alone.

The archive is made of short pages of ten moulds (`benchmarks/moulds.py`), with gzip a record as
crawlers write them. Alone means fastwarc's loop with trafilatura's extraction of each page: of the
text, and of the text with what it finds of the page's head.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.moulds import many_pages
from benchmarks.one_reading import Reading, read_apart, tell
from benchmarks.results import write_results
from tasks.read.formats import warc
from tasks.read.hints import NO_HINTS
from tasks.read.record import Record
from tasks.read.source import Source

_MODULE = "benchmarks.web_archive"
_TENTH = 10
_MOST_MEMORY = 1.1
_LEAST_SPEED = 0.7


def write_archive(path: Path, pages: int) -> None:
    """An archive of so many pages."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for page in many_pages(pages):
            headers = [("Content-Type", "text/html"), ("Content-Length", str(len(page.html)))]
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    page.url, "response", payload=io.BytesIO(page.html), http_headers=http
                )
            )


def ours(path: Path) -> int:
    """Read the archive as the program does; the number of articles."""
    found = warc.records(Source(path.name, lambda: path.open("rb")), NO_HINTS)
    return sum(isinstance(one, Record) for one in found)


def text_alone(path: Path) -> int:
    """The libraries' loop, with the text alone."""
    return _alone(path, with_metadata=False)


def metadata_alone(path: Path) -> int:
    """The libraries' loop, with what trafilatura finds of the head, too."""
    return _alone(path, with_metadata=True)


def _alone(path: Path, *, with_metadata: bool) -> int:
    found = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            text = trafilatura.extract(
                record.reader.read(),
                favor_precision=True,
                include_comments=False,
                with_metadata=with_metadata,
            )
            found += text is not None
    return found


READINGS: dict[str, Reading] = {
    "ours": ours,
    "text_alone": text_alone,
    "metadata_alone": metadata_alone,
}


def measure(pages: int) -> None:
    """Print and write pages a second and peak memory, each reading in a process of its own."""
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in (pages // _TENTH, pages):
            path = Path(folder) / f"{number}.warc.gz"
            write_archive(path, number)
            for reading in READINGS:
                figures[f"{reading}_{number}"] = row = read_apart(_MODULE, reading, path)
                print(
                    f"{number:7,} pages, {reading:14} {row['records_per_second']:6.1f} pages a "
                    f"second, peak {row['peak_mb']:.0f} MB, {row['articles']:,.0f} articles"
                )
    fast = figures[f"ours_{pages}"]["records_per_second"]
    for reading in ("text_alone", "metadata_alone"):
        share = fast / figures[f"{reading}_{pages}"]["records_per_second"]
        print(f"{share:.2f} of the speed of {reading} (to reach: {_LEAST_SPEED})")
    few, many = (figures[f"ours_{number}"]["peak_mb"] for number in (pages // _TENTH, pages))
    print(f"{many / few:.3f} of the memory at a tenth (at most {_MOST_MEMORY})")
    write_results("web_archive", {"pages": pages, "readings": figures})


if __name__ == "__main__":
    tell(READINGS)
