"""Invented articles as rows of tables, and files of them as programs write those."""

import csv
import io
from collections.abc import Sequence

from tasks.read.hints import NO_HINTS, Hints
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

HEADER = ("ID", "Titel", "Erscheinungsdatum", "Medium", "Volltext", "Autor", "Link")
BRIDGE = (
    "Die Brücke über die Weser bleibt bis zum Herbst gesperrt, sagte Bürgermeisterin Eva Kern am "
    "Freitag im Rathaus. „Wir warten auf das Gutachten“, so Kern; vorher fahre dort niemand. Der "
    "Verkehr werde über Altenweser umgeleitet, was Pendler täglich eine halbe Stunde koste.\n\n"
    "Händler in der Unterstadt fürchten um ihr Geschäft. »Im Mai kam kaum jemand«, sagte der "
    'Buchhändler Jan Boll. Er habe an den Rat geschrieben: "Macht wenigstens den Steg auf!" Die '
    "Verwaltung will bis Mitte Juni antworten; über Geld spreche man danach, hieß es."
)
COUNCIL = (
    "Der Rat von Hollwedel hat die Gebühren für Kitas gesenkt. 3,5 Prozent weniger zahlen Eltern "
    "ab August, beschloss die Mehrheit am Dienstagabend.\n\n„Das ist ein Anfang“, sagte Ute Meier "
    "von den Freien Wählern. Kritik kam von der Opposition: Das Geld fehle nun den Schulen, sagte "
    "deren Sprecher, und zwar jedes Jahr. Eine Schülerin rief von der Tribüne, man möge beides "
    "bezahlen. Der Rat vertagte sich gegen 22 Uhr, ohne über die Turnhalle zu reden."
)
FERRY = (
    "Zum letzten Mal hat am Sonntag die Fähre nach Seebüll abgelegt. Kapitän Olaf Brandt, 61 Jahre "
    "alt, stand wie immer am Steuer und schwieg. Erst im Hafen sprach er: „Dreißig Jahre, und nie "
    "ein Unfall.“ An Bord waren Gäste aus drei Ländern, viele mit Blumen. Die Reederei nennt "
    "Kosten als Grund; der Kreis prüft, ob ein kleines Boot die Strecke übernimmt, und will bis "
    "Ostern entscheiden."
)
ROWS = (
    ("wb-1", "Brücke bleibt zu", "03.05.2024", "Weserbote", BRIDGE, "Jana Löw und Tim Ahrens",
     "https://weserbote.example/1"),
    ("wb-2", "Kitas werden, vorerst, billiger", "04.05.2024", "Weserbote", COUNCIL, "von Ute Groß",
     "https://weserbote.example/2"),
    ("wb-3", "Die letzte Fähre", "05.05.2024", "Weserbote", FERRY, "",
     "https://weserbote.example/3"),
)  # fmt: skip


def source(name: str, raw: bytes | str) -> Source:
    held = raw.encode() if isinstance(raw, str) else raw
    return Source(name, lambda: io.BytesIO(held))


def read(name: str, raw: bytes | str, hints: Hints = NO_HINTS) -> list[Record | Unreadable]:
    """What the format that the file is taken for gives of it."""
    file = source(name, raw)
    form = format_of(file)
    assert form is not None
    return list(form.records(file, hints))


def refusal(name: str, raw: bytes | str, hints: Hints = NO_HINTS) -> str:
    """Why nothing more of the file is read."""
    try:
        read(name, raw, hints)
    except UnreadableFileError as error:
        return str(error)
    raise AssertionError("it was read to its end")


def texts(records: Sequence[Record | Unreadable]) -> list[str]:
    """The texts of records, with blank lines between paragraphs."""
    return ["\n\n".join(p.text for p in one.paragraphs) for one in read_ones(records)]


def read_ones(records: Sequence[Record | Unreadable]) -> list[Record]:
    return [one for one in records if isinstance(one, Record)]


def unread(records: Sequence[Record | Unreadable]) -> list[Unreadable]:
    return [one for one in records if isinstance(one, Unreadable)]


def written(
    delimiter: str = ",",
    *,
    header: Sequence[str] = HEADER,
    rows: Sequence[Sequence[str]] = ROWS,
    quote: str = '"',
    escape: str | None = None,
) -> str:
    """Delimited text as Python's csv writes it; with `escape`, before marks instead of doubling."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=delimiter,
        quotechar=quote,
        doublequote=escape is None,
        escapechar=escape,
    )
    if header:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
