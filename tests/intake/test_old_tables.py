"""XLS and ODS: every cell is text, hidden sheets are told, locks and bombs refused."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest

from consult.intake.readers.table import Tables, read_old_workbook
from consult.intake.sniff import Kind, sniff
from consult.settings.model import LimitSettings
from tests.intake.makers import zipped
from tests.intake.reading_of import errors, read_bytes

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(
    rows: Sequence[Sequence[str | float]], *, hidden: bool = False, locked: bool = False
) -> bytes:
    """An Excel 97 workbook with one sheet of texts and numbers."""
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    lock = record(0x002F, struct.pack("<H", 1) + bytes(52)) if locked else b""
    name = b"Answers"
    size = len(start) + len(lock) + 4 + 8 + len(name) + 4
    sheet = record(0x0085, struct.pack("<IBBBB", size, hidden, 0, len(name), 0) + name)
    cells = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                cells += record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    return compound(start + lock + sheet + record(0x000A) + cells + record(0x000A))


def compound(stream: bytes) -> bytes:
    """An OLE file with one stream called Workbook."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    fat = [_FAT, _END, *range(3, count + 2), _END]
    fat += [_FREE] * (SECTOR // 4 - len(fat))
    folder = entry("Root Entry", 5, _END, 0, child=1) + entry("Workbook", 2, 2, len(stream))
    folder = folder.ljust(SECTOR, b"\0")
    return head + struct.pack(f"<{len(fat)}I", *fat) + folder + stream


def entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def ods(rows: Sequence[Sequence[str]], *, hidden: bool = False, extra: str = "") -> bytes:
    """An OpenDocument workbook with one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    shown = "false" if hidden else "true"
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>"
        f'<style:style style:name="ta1" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Answers" table:style-name="ta1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        [
            ("mimetype", _ODS),
            ("content.xml", extra + content),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest='m'/>"),
        ]
    )


def tables(data: bytes) -> Tables:
    return read_old_workbook(data, name="a", limits=LimitSettings())


ROWS = [["Id", "Why?"], ["007", "None"], ["2", "We like the café."]]


@pytest.mark.parametrize(("made", "kind"), [(xls(ROWS), Kind.XLS), (ods(ROWS), Kind.ODS)])
def test_cells_are_text_as_they_were_written(made, kind):
    """Leading zeros and the word None stay; sheet and row are known."""
    assert sniff(made, "a.bin").kind is kind
    (table,) = tables(made).tables
    assert table.sheet == "Answers"
    assert [(row.number, list(row.cells)) for row in table.rows] == list(enumerate(ROWS, start=1))


def test_whole_numbers_of_an_old_workbook_have_no_point():
    """A number that a person typed as 7 is not 7.0."""
    (table,) = tables(xls([["Id", 7.0, 1.5]])).tables
    assert [row.cells for row in table.rows] == [("Id", "7", "1.5")]


@pytest.mark.parametrize("made", [xls(ROWS, hidden=True), ods(ROWS, hidden=True)])
def test_a_hidden_sheet_is_read_and_told(made):
    """Nobody sees it in the program; here it is a warning."""
    found = tables(made)
    assert [p.code.value for p in found.problems] == ["HIDDEN_TEXT"]
    assert len(list(found.tables[0].rows)) == 3


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (xls(ROWS, locked=True), "a.xls", "ENCRYPTED"),
        (xls(ROWS)[:700], "a.xls", "CORRUPT"),
        (ods(ROWS, extra='<!DOCTYPE x [<!ENTITY y "z">]>'), "a.ods", "DTD_FORBIDDEN"),
        (ods(ROWS), "a.ods", "UNSUPPORTED"),
    ],
    ids=["locked", "cut off", "with entities", "without a mapping"],
)
def test_what_cannot_be_taken_has_its_code(data, name, code):
    """As for XLSX: a lock, damage, entities, and a table that no mapping explains."""
    reading = read_bytes(data, name)
    assert code in [p.code.value for p in reading.problems]
    assert code == "UNSUPPORTED" or errors(reading) == [code]
