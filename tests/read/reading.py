"""What tests of readers share: a file of bytes, read as the format that says it is one."""

import io
from collections.abc import Callable

from hypothesis import strategies as st

from tasks.read.hints import NO_HINTS
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.report.words import word

Given = list[Record | Unreadable]


def source_of(raw: bytes, name: str = "a.xml") -> Source:
    return Source(name, lambda: io.BytesIO(raw))


def kind_of(raw: bytes, name: str = "a.xml") -> str | None:
    form = format_of(source_of(raw, name))
    return form.name if form else None


def read(raw: bytes, name: str = "a.xml") -> tuple[Given, str | None]:
    """What the file's reader gives, and why it stopped if it did."""
    source = source_of(raw, name)
    form = format_of(source)
    assert form is not None, "no format says that it is one"
    given: Given = []
    try:
        given.extend(form.records(source, NO_HINTS))
    except UnreadableFileError as error:
        return given, str(error)
    return given, None


def all_records(raw: bytes, name: str = "a.xml") -> list[Record]:
    given, why = read(raw, name)
    assert why is None, why
    records = [record for record in given if isinstance(record, Record)]
    assert len(records) == len(given), given
    return records


def reasons(raw: bytes, name: str = "a.xml") -> list[str]:
    """Why records and the rest of the file cannot be read."""
    given, why = read(raw, name)
    found = [record.reason for record in given if isinstance(record, Unreadable)]
    found += [why] if why else []
    for reason in found:
        assert_sentence(reason)
    return found


def texts(record: Record) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in record.paragraphs)


def damaged(valid: bytes) -> st.SearchStrategy[bytes]:
    """The file cut, with some bytes changed, doubled or within itself."""

    def change(change: tuple[str, int, int, bytes]) -> bytes:
        how, start, length, other = change
        at = start % (len(valid) + 1)
        match how:
            case "cut":
                return valid[:at]
            case "gap":
                return valid[:at] + valid[at + length :]
            case "other":
                return valid[:at] + other + valid[at + len(other) :]
            case _:
                return valid[:at] + valid + valid[at:]

    how = st.sampled_from(("cut", "gap", "other", "within"))
    start, length = st.integers(0, 1_000_000), st.integers(1, 200)
    return st.tuples(how, start, length, st.binary(min_size=1, max_size=8)).map(change)


def only_sentences(reader: Callable[[], tuple[Given, str | None]]) -> None:
    """Whatever a reader is given, it gives records, reasons, or one sentence for the rest."""
    given, why = reader()
    for record in given:
        if isinstance(record, Record):
            assert record.paragraphs
            assert all(paragraph.text.strip() for paragraph in record.paragraphs)
            # No halves of characters, which no file can hold.
            assert str(record).encode() and "".join(texts(record)).encode()
        else:
            assert_sentence(record.reason)
    if why is not None:
        assert_sentence(why)


def assert_sentence(reason: str) -> None:
    assert "\n" not in reason
    assert len(reason) < 400
    assert not reason.startswith(("<", "Traceback"))
    # The report says it in German, too.
    assert 'lang="de"' in word(reason), reason
