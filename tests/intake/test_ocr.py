"""Tesseract itself, in the sandbox: print is read, what is no print waits for a person."""

from __future__ import annotations

import io
import math
import random

import pytest

from consult.domain.document import BlockKind
from consult.intake.aids import find_aids, reader_versions
from consult.intake.reading import Arrival, Reading
from consult.intake.sandbox import ReaderPool
from consult.settings.model import LimitSettings, ReadingSettings
from tests.intake.makers import wrapped
from tests.intake.reading_of import codes, errors, only, said

pytestmark = pytest.mark.skipif(
    find_aids(ReadingSettings()).ocr is None,
    reason="Tesseract is not installed (apt-get install tesseract-ocr)",
)
FIRST = (
    "We think that the library should stay open on Sundays because many people work all week "
    "and have no other time to visit it with their children."
)
SECOND = "The new timetable should be published before the end of March."


def printed(pages: list[str], *, turn: int = 0) -> bytes:
    """A PDF of pictures of printed pages, each turned counter-clockwise."""
    import pypdfium2
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    typed = io.BytesIO()
    canvas = Canvas(typed, pagesize=A5, invariant=1)
    for text in pages:
        canvas.setFont("Times-Roman", 12)
        for x, y, words in wrapped(text, x=50, top=520, width=52, step=15):
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    pictures = [
        page.render(scale=150 / 72, grayscale=True).to_pil().rotate(turn, expand=True)
        for page in pypdfium2.PdfDocument(typed.getvalue())
    ]
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        size = (picture.width * 72 / 150, picture.height * 72 / 150)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scribbled() -> bytes:
    """A picture of a page of loops, as of a hand that nobody can read."""
    from PIL import Image, ImageDraw

    chance = random.Random(4)
    page = Image.new("L", (1200, 900), "white")
    pen = ImageDraw.Draw(page)
    for row in range(6):
        points = [
            (
                80 + 1.4 * step + 22 * math.cos(step / (5 + chance.random())),
                100 + 130 * row + 30 * math.sin(step / 4 + chance.random()),
            )
            for step in range(700)
        ]
        pen.line(points, fill="black", width=4)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def pool():
    with ReaderPool(LimitSettings()) as readers:
        yield readers


def reading_of(pool: ReaderPool, data: bytes, name: str) -> Reading:
    return pool.read(Arrival(channel="test", source_key=name, name=name, data=data))


def test_a_scan_is_read_word_for_word_and_again_alike(pool):
    """Clean print comes out as it was set, page by page, twice the same."""
    data = printed([FIRST, SECOND])
    reading = reading_of(pool, data, "scan.pdf")
    part = only(reading)
    assert said(part) == [FIRST, SECOND]
    assert [b.locator.page for b in part.blocks] == [1, 2]
    assert all((b.locator.confidence or 0) > 0.85 for b in part.blocks)
    assert "tesseract" in part.reader
    assert codes(reading) == []
    assert reading_of(pool, data, "scan.pdf") == reading


def test_a_scan_that_lies_on_its_side_is_read(pool):
    """The page is turned before it is read."""
    assert said(only(reading_of(pool, printed([FIRST], turn=90), "side.pdf"))) == [FIRST]


def test_welsh_is_read_where_its_data_is_installed(pool):
    """Its double letters come out as letters."""
    ocr = find_aids(ReadingSettings()).ocr
    if ocr is None or "cym" not in ocr.name:
        pytest.skip("no Welsh data (apt-get install tesseract-ocr-cym)")
    welsh = "Rydym yn croesawu'r cynllun oherwydd bod llawer o bobl yn gweithio drwy'r wythnos."
    assert said(only(reading_of(pool, printed([welsh]), "cy.pdf"))) == [welsh]


def test_scribble_waits_for_a_person(pool):
    """Nothing is made up: the picture is refused with its page."""
    reading = reading_of(pool, scribbled(), "hand.png")
    assert errors(reading) == ["NO_TEXT"]
    assert "page 1" in reading.problems[0].message


def test_ocr_can_be_turned_off():
    """With ``ocr = "off"`` a scan waits as it does where none is installed."""
    off = ReadingSettings(ocr="off")
    with ReaderPool(LimitSettings(), reading=off) as readers:
        assert errors(reading_of(readers, printed([SECOND]), "scan.pdf")) == ["NO_TEXT"]
    assert reader_versions(off) != reader_versions(ReadingSettings())


def test_a_scan_beyond_its_time_ends_as_such():
    """The time limit holds for the program that reads, too."""
    limits = LimitSettings(seconds=0.05, ocr_seconds=0.05)
    with ReaderPool(limits) as readers:
        assert errors(reading_of(readers, printed([FIRST]), "scan.pdf")) == ["TIMEOUT"]


def test_languages_that_are_not_installed_are_left_out():
    """Of several wanted languages those that are there are used; without any there is no OCR."""
    some = find_aids(ReadingSettings(ocr_languages="eng+xxx")).ocr
    assert some is not None
    assert some.name.endswith("-eng")
    assert find_aids(ReadingSettings(ocr_languages="xxx")).ocr is None


def test_words_of_a_scan_are_paragraphs(pool):
    """Lines of a scan flow together as those of a typed page do."""
    (block,) = only(reading_of(pool, printed([FIRST]), "one.pdf")).blocks
    assert block.kind is BlockKind.PARAGRAPH
    assert len(block.locator.rectangles) == len(wrapped(FIRST, width=52))
