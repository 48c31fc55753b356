"""Scans and pictures, with an OCR engine that says what the test tells it to."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

import pytest

from consult.domain.document import BlockKind
from consult.domain.places import rectangles_between
from consult.domain.ports import PrintedLine, PrintedWord
from consult.intake.aids import NO_AIDS, Aids
from consult.intake.read import read
from consult.intake.reading import Arrival, Reading
from consult.settings.model import LimitSettings
from tests.intake.makers import wrapped
from tests.intake.reading_of import apart, check_blocks, codes, errors, only, said

HEIGHT = 60.0


@dataclass
class FakeOcr:
    """Says for the n-th picture the n-th page of lines; a line is (left, top, text, confidence)."""

    pages: list[list[tuple[float, float, str, float]]]
    turns: int = 0
    fails: frozenset[int] = frozenset()
    asked: list[bytes] = field(default_factory=list)
    name: str = "fake-1"
    revision: str = "1"

    def read(self, picture: bytes, dots_per_inch: int) -> tuple[PrintedLine, ...]:
        self.asked.append(picture)
        number = len(self.asked)
        if number in self.fails:
            raise TimeoutError("too slow")
        return tuple(line(*given) for given in self.pages[number - 1])

    def quarter_turns(self, picture: bytes, dots_per_inch: int) -> int:
        return self.turns


def line(left: float, top: float, text: str, confidence: float) -> PrintedLine:
    words, at = [], left
    for word in text.split():
        right = at + 30 * len(word)
        words.append(
            PrintedWord(
                text=word,
                left=at,
                top=top,
                right=right,
                bottom=top + HEIGHT,
                confidence=confidence,
            )
        )
        at = right + 20
    return PrintedLine(words=tuple(words), baseline=top + 48, size=HEIGHT)


def lines(text: str, confidence: float = 0.95, *, top: float = 700, width: int = 60):
    return [
        (300.0, top - y, words, confidence)
        for _, y, words in wrapped(text, top=0, width=width, step=75)
    ]


def scans(*pages: str | None) -> bytes:
    """A PDF of pages: None is a picture of a page, a text stands there as text."""
    from PIL import Image, ImageDraw
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = Image.new("L", (200, 280), "white")
    ImageDraw.Draw(picture).rectangle((20, 20, 180, 60), fill="black")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for words in pages:
        if words is None or words.startswith("+"):
            canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        if words:
            canvas.drawString(72, 760, words.removeprefix("+"))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(mode: str = "L", size: tuple[int, int] = (1700, 2200), kind: str = "PNG") -> bytes:
    from PIL import Image, ImageDraw

    out = io.BytesIO()
    made = Image.new(mode, size, "white")
    ImageDraw.Draw(made).rectangle((10, 10, size[0] // 2, size[1] // 2), fill="black")
    made.save(out, kind)
    return out.getvalue()


def reading_of(data: bytes, name: str, ocr: FakeOcr | None, **limits: float) -> Reading:
    arrival = Arrival(channel="test", source_key=name, name=name, data=data)
    bounds = replace(LimitSettings(), **limits)
    return read(arrival, survey=None, limits=bounds, aids=replace(NO_AIDS, ocr=ocr))


PLAIN = "We think that the library should stay open on Sundays because many people work all week."


def test_a_scanned_page_is_text_with_place_and_confidence():
    """Blocks of a scan say page, rectangles and how sure the engine was; the reader is named."""
    part = only(reading_of(scans(None), "scan.pdf", FakeOcr([lines(PLAIN, 0.91)])))
    assert part.text == PLAIN
    assert part.reader == "pdf@2 with fake-1"
    (block,) = part.blocks
    assert (block.kind, block.locator.page, block.locator.confidence) == (
        BlockKind.PARAGRAPH,
        1,
        0.91,
    )
    start = PLAIN.index("library")
    (place,) = rectangles_between(block.locator.rectangles, start, start + len("library"))
    left = 300 + sum(30 * len(word) + 20 for word in PLAIN[:start].split())
    # The page is A4 at 300 dots an inch.
    assert place.left == pytest.approx(left / 2480, abs=0.001)
    assert place.right == pytest.approx((left + 30 * 7) / 2480, abs=0.001)


def test_scanned_and_typed_pages_stand_in_their_order():
    """A mixed document keeps every page; only pictures are sent to OCR."""
    ocr = FakeOcr([lines("The second page was scanned.")])
    data = scans("The first page was typed.", None, "The third page was typed.")
    part = only(reading_of(data, "mixed.pdf", ocr))
    assert said(part) == [
        "The first page was typed.",
        "The second page was scanned.",
        "The third page was typed.",
    ]
    assert [b.locator.page for b in part.blocks] == [1, 2, 3]
    assert [b.locator.confidence for b in part.blocks] == [None, 0.95, None]
    assert len(ocr.asked) == 1


def test_a_stamp_on_a_picture_does_not_hide_what_the_picture_says():
    """A page with a few typed words over a full picture is read by OCR too, if that says more."""
    more = FakeOcr([lines(f"Submission 17 {PLAIN}")])
    assert PLAIN in only(reading_of(scans("+Submission 17"), "stamp.pdf", more)).text
    less = FakeOcr([lines("Sub 17")])
    assert only(reading_of(scans("+Submission 17"), "stamp.pdf", less)).text == "Submission 17"


def test_low_confidence_is_flagged_with_its_page():
    """A person is asked to compare the page; its words are kept."""
    reading = reading_of(
        scans(None, None), "poor.pdf", FakeOcr([lines(PLAIN, 0.95), lines("We like it here.", 0.7)])
    )
    assert codes(reading) == ["LOW_CONFIDENCE"]
    assert "page 2" in reading.problems[0].message
    assert "We like it here." in only(reading).text


def test_a_page_that_cannot_be_read_waits_for_a_person_beside_those_that_can():
    """What was made out of handwriting is set apart as unread, and its page is named."""
    ocr = FakeOcr([lines(PLAIN), lines("wlu ihe kbrnry shld sfay", 0.2)])
    reading = reading_of(scans(None, None), "hand.pdf", ocr)
    part = only(reading)
    assert said(part) == [PLAIN]
    assert apart(part) == {"unread": ["wlu ihe kbrnry shld sfay"]}
    assert codes(reading) == ["NO_TEXT"]
    assert "page 2" in reading.problems[0].message
    check_blocks(part)


def test_a_document_that_cannot_be_read_at_all_gives_nothing_and_says_where_it_is():
    """The refusal names the pages and the kept original."""
    for ocr in (FakeOcr([lines("wlu ihe kbrnry", 0.2)] * 2), FakeOcr([], fails=frozenset((1, 2)))):
        reading = reading_of(scans(None, None), "hand.pdf", ocr)
        assert errors(reading) == ["NO_TEXT"]
        assert "page 1, 2" in reading.problems[0].message
        assert "raw/" in reading.problems[0].message


def test_without_ocr_the_refusal_says_what_to_install():
    """As before, and nothing is read as a blank response."""
    for data, name in ((scans(None), "scan.pdf"), (picture(), "letter.png")):
        reading = reading_of(data, name, None)
        assert errors(reading) == ["NO_TEXT"]
        assert "consult[ocr]" in reading.problems[0].message


def test_a_page_on_its_side_is_turned_and_its_places_turned_back():
    """The engine says how often to turn; the rectangles are those of the page as it is shown."""
    ocr = FakeOcr(
        [lines("e!se ou qou!s", 0.2), [(300, 100, "It stands on its side.", 0.95)]], turns=1
    )
    part = only(reading_of(scans(None), "side.pdf", ocr))
    assert part.text == "It stands on its side."
    first = part.blocks[0].locator.rectangles[0]
    # Reading upwards on the page: near the left edge, low down.
    assert first.left < 0.1
    assert first.bottom > 0.8
    assert first.bottom - first.top < 0.05


def test_ocr_stops_when_its_time_is_used_up_and_says_where():
    """Pages that were not reached are named; what was read stays."""
    ocr = FakeOcr([lines(PLAIN)])
    left = iter((True, False, False))
    arrival = Arrival(channel="t", source_key="l", name="long.pdf", data=scans(None, None, None))
    aids = Aids(ocr=ocr, go_on=lambda: next(left))
    reading = read(arrival, survey=None, limits=LimitSettings(), aids=aids)
    assert said(only(reading)) == [PLAIN]
    assert "page 2, 3 was not reached" in reading.problems[0].message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_pictures_of_every_usual_kind_are_pages(kind):
    """A photographed letter is read like a scan."""
    data = picture("RGB", kind=kind)
    part = only(reading_of(data, f"letter.{kind.lower()}", FakeOcr([lines(PLAIN)])))
    assert part.text == PLAIN
    assert part.blocks[0].locator.page == 1


def test_the_pages_of_a_fax_are_all_read():
    """Each frame of a TIFF is a page."""
    from PIL import Image

    out = io.BytesIO()
    first = Image.open(io.BytesIO(picture()))
    first.save(out, "TIFF", save_all=True, append_images=[first, first])
    ocr = FakeOcr([lines(f"This is what page {n} says to you.") for n in range(1, 4)])
    part = only(reading_of(out.getvalue(), "fax.tiff", ocr))
    assert [b.locator.page for b in part.blocks] == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture(size=(30, 400)), "NO_TEXT"),
        (picture()[:60], "CORRUPT"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "CORRUPT"),
    ],
    ids=["a rule", "cut off", "a kind that is not read"],
)
def test_pictures_that_are_no_pages_are_refused(data, code):
    """Icons hold no words; what cannot be decoded says so."""
    name = "p.heic" if b"heic" in data[:20] else "p.png"
    assert errors(reading_of(data, name, FakeOcr([]))) == [code]


def test_a_blank_page_needs_no_person():
    """The empty back of a sheet is no unread page."""
    from PIL import Image

    out = io.BytesIO()
    first = Image.open(io.BytesIO(picture()))
    first.save(out, "TIFF", save_all=True, append_images=[Image.new("L", (1700, 2200), "white")])
    reading = reading_of(out.getvalue(), "sheet.tiff", FakeOcr([lines(PLAIN)]))
    assert said(only(reading)) == [PLAIN]
    assert reading.problems == ()


def with_hidden_layer(*pages: str) -> bytes:
    """A PDF of pictures, each with words under it that are not shown."""
    from PIL import Image, ImageDraw
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    page = Image.new("L", (200, 280), "white")
    ImageDraw.Draw(page).rectangle((20, 20, 180, 60), fill="black")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for text in pages:
        canvas.drawImage(ImageReader(page), 0, 0, *A4)
        for x, y, words in wrapped(text):
            layer = canvas.beginText(x, y)
            layer.setTextRenderMode(3)
            layer.textLine(words)
            canvas.drawText(layer)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_hidden_layer_that_says_what_the_picture_says_stands():
    """Two pages in a row that agree are enough; the rest is not read by OCR."""
    texts = [
        f"{who} says that {who} wants all of it to stay just as {who} has known it so far."
        for who in ("Ann", "Bob", "Cy")
    ]
    ocr = FakeOcr([lines(text) for text in texts[:2]])
    reading = reading_of(with_hidden_layer(*texts), "layer.pdf", ocr)
    assert said(only(reading)) == texts
    assert reading.problems == ()
    assert len(ocr.asked) == 2


def test_a_hidden_layer_that_differs_from_its_picture_is_flagged_and_the_picture_read():
    """Nobody sees the layer: what people see is what was sent."""
    false = "We reject every part of it and would like nothing of what is proposed to be done here."
    reading = reading_of(with_hidden_layer(false), "layer.pdf", FakeOcr([lines(PLAIN)]))
    assert said(only(reading)) == [PLAIN]
    assert codes(reading) == ["LOW_CONFIDENCE"]
    assert "differs from its picture" in reading.problems[0].message


def test_a_hidden_layer_over_a_picture_that_nobody_can_read_is_flagged_and_stands():
    """Its words are kept, and a person is asked to compare."""
    reading = reading_of(with_hidden_layer(PLAIN), "layer.pdf", FakeOcr([lines("wlu ihe", 0.2)]))
    assert said(only(reading)) == [PLAIN]
    assert codes(reading) == ["LOW_CONFIDENCE"]


def test_a_page_of_drawn_lines_alone_needs_no_person():
    """A divider has no text layer, but nobody wrote on it either."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 760, "The first page was typed.")
    canvas.showPage()
    canvas.rect(72, 300, 300, 200, fill=1)
    canvas.showPage()
    canvas.save()
    reading = reading_of(out.getvalue(), "divider.pdf", FakeOcr([[]]))
    assert said(only(reading)) == ["The first page was typed."]
    assert reading.problems == ()
