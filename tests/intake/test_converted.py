"""DOC, RTF and PPT: read through LibreOffice where it is, refused plainly where it is not."""

from __future__ import annotations

import http.server
import threading
from dataclasses import replace

import pytest

from consult.domain.document import BlockKind
from consult.intake.aids import NO_AIDS, find_aids
from consult.intake.read import read
from consult.intake.reading import Arrival, Reading
from consult.intake.sandbox import ReaderPool
from consult.settings.model import LimitSettings, ReadingSettings
from tests.hostile.makers import old_word
from tests.intake.makers import docx, paragraph, styled
from tests.intake.reading_of import errors, only, said

has_office = pytest.mark.skipif(
    find_aids(ReadingSettings()).office is None,
    reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui)",
)
RTF = (
    rb"{\rtf1\ansi{\b Our response}\par We support the plan, caf\'e9s and all.\par Thank you.\par}"
)


class FakeOffice:
    """Turns anything into the same document."""

    name = "office-1"

    def __init__(self, made: bytes | None = None, error: type[Exception] = OSError) -> None:
        self._made, self._error = made, error

    def convert(self, data: bytes, extension: str, wanted: str) -> bytes:
        if self._made is None:
            raise self._error("nothing")
        return self._made


def reading_of(data: bytes, name: str, office: FakeOffice | None) -> Reading:
    arrival = Arrival(channel="test", source_key=name, name=name, data=data)
    aids = replace(NO_AIDS, office=office)
    return read(arrival, survey=None, limits=LimitSettings(), aids=aids)


def test_what_was_converted_says_so():
    """The media type is that of what arrived; the reader names the program between."""
    office = FakeOffice(docx(styled("Our response", "Heading1") + paragraph("We support it.")))
    reading = reading_of(RTF, "a.rtf", office)
    part = only(reading)
    assert [b.kind for b in part.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert (part.media_type, reading.media_type) == ("application/rtf", "application/rtf")
    assert part.reader == "docx@2 through office-1"


@pytest.mark.parametrize(
    ("office", "code"),
    [
        (None, "UNSUPPORTED"),
        (FakeOffice(), "CORRUPT"),
        (FakeOffice(error=TimeoutError), "TIMEOUT"),
        (FakeOffice(b"no package"), "CORRUPT"),
    ],
    ids=["none", "fails", "hangs", "writes rubbish"],
)
def test_a_file_that_cannot_be_converted_is_refused_plainly(office, code):
    """Each way to fail has its code and says what to ask for."""
    reading = reading_of(RTF, "a.rtf", office)
    assert errors(reading) == [code]
    assert "DOCX" in reading.problems[0].message or "again" in reading.problems[0].message


def test_a_name_that_lies_is_refused_before_anything_is_converted():
    """A Word 97 file called PDF is a mismatch, as without LibreOffice."""
    assert errors(reading_of(old_word(), "a.pdf", FakeOffice(b""))) == ["TYPE_MISMATCH"]


@has_office
def test_rich_text_is_read_in_the_sandbox():
    """Its words are there with their accents."""
    with ReaderPool(LimitSettings()) as pool:
        reading = pool.read(Arrival(channel="t", source_key="a", name="a.rtf", data=RTF))
    assert said(only(reading)) == ["Our response", "We support the plan, cafés and all."]


@has_office
def test_what_a_file_links_to_is_not_fetched():
    """A linked picture is not asked for, even where the child could not leave the network."""
    office = find_aids(ReadingSettings()).office
    assert office is not None
    asked: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link = f"http://127.0.0.1:{server.server_port}/canary.png"
    field = rb'{\field{\*\fldinst INCLUDEPICTURE "%s" \\d}{\fldrslt }}' % link.encode()
    data = RTF[:-1] + field + rb"\par}"
    try:
        converted = office.convert(data, "rtf", "docx")
    finally:
        server.shutdown()
        server.server_close()
    assert converted.startswith(b"PK")
    assert asked == []
