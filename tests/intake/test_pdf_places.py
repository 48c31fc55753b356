"""PDF: the rectangles of a quote cover its characters and no others."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.domain.document import Rectangle
from consult.domain.places import rectangles_between
from consult.intake.reading import Part
from tests.intake.makers import pdf
from tests.intake.reading_of import only, read_bytes

SIZE, LEFT, TOP, STEP = 11.0, 72.0, 760.0, 14.0
WIDTH = 595.27
_words = st.lists(
    st.text(alphabet="abcdefgilmnoprstuvw.,", min_size=1, max_size=9), min_size=4, max_size=10
)


def printed(lines: list[str]) -> bytes:
    """A page with Helvetica lines under each other."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, 841.89), invariant=1)
    canvas.setFont("Helvetica", SIZE)
    for number, line in enumerate(lines):
        canvas.drawString(LEFT, TOP - STEP * number, line)
    canvas.save()
    return out.getvalue()


def width(text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Helvetica", SIZE))


def places(part: Part, start: int, end: int) -> list[Rectangle]:
    """The rectangles of a stretch, in order of its blocks."""
    return [
        place
        for block in part.blocks
        for place in rectangles_between(
            block.locator.rectangles, max(start, block.start), min(end, block.end)
        )
    ]


def edges(part: Part, quote: str) -> tuple[float, float]:
    """The left and right edge, in points, of a quote that stands on one line."""
    start = part.text.index(quote)
    (place,) = places(part, start, start + len(quote))
    assert (place.start, place.end) == (start, start + len(quote))
    return place.left * WIDTH, place.right * WIDTH


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), lines=st.lists(_words.map(" ".join), min_size=1, max_size=4))
def test_the_rectangles_of_any_stretch_are_those_of_its_letters(data, lines):
    """Each character is covered from its own left edge to its own right edge, on its own line."""
    lines = [f"W{line}n" for line in lines]
    part = only(read_bytes(printed(lines), "any.pdf"))
    starts, at = [], 0
    for line in lines:
        starts.append(part.text.index(line, at))
        at = starts[-1] + len(line)
    start = data.draw(st.integers(0, len(part.text) - 1))
    end = data.draw(st.integers(start + 1, len(part.text)))
    for place in places(part, start, end):
        covered = part.text[place.start : place.end]
        number = max(i for i, s in enumerate(starts) if s <= place.start)
        before = lines[number][: place.start - starts[number]]
        assert place.left * WIDTH == pytest.approx(LEFT + width(before), abs=0.35)
        assert place.right * WIDTH == pytest.approx(LEFT + width(before + covered), abs=0.35)
        baseline = (841.89 - (TOP - STEP * number)) / 841.89
        assert place.top < baseline < place.bottom + 0.002
    told = "".join(part.text[p.start : p.end] for p in places(part, start, end))
    assert "".join(told.split()) == "".join(part.text[start:end].split())


def unusual(mapping: dict[str, str], shown: str) -> bytes:
    """A page with ``shown`` in Helvetica whose letters stand for other characters."""
    lines = "".join(
        f"<{ord(code):02x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in mapping.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CMapName /Own def /CMapType 2 def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(mapping)} beginbfchar {lines} endbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    with pikepdf.open(io.BytesIO(printed([shown]))) as document:
        fonts = document.pages[0].Resources.Font
        for name in list(fonts.keys()):
            fonts[name]["/ToUnicode"] = document.make_stream(cmap.encode())
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("stands_for", "after"),
    [
        ("\N{GRINNING FACE}", "\N{GRINNING FACE}"),
        ("\U0001d49c", "\U0001d49c"),
        ("\N{LATIN SMALL LIGATURE FI}", "fi"),
        ("ffl", "ffl"),
        ("\N{SOFT HYPHEN}", ""),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", "é"),
    ],
    ids=["emoji", "non-BMP", "ligature", "ligature of three", "soft hyphen", "accent"],
)
def test_words_behind_an_unusual_character_stand_where_they_are_printed(stands_for, after):
    """One printed character may be several, one or none in the text; the rest does not move."""
    shown = "We like the Zoo and the park of the town a lot"
    part = only(read_bytes(unusual({"Z": stands_for}, shown), "odd.pdf"))
    assert part.text == shown.replace("Z", after)
    start = LEFT + width("We like the Zoo and ")
    assert edges(part, "the park") == pytest.approx((start, start + width("the park")), abs=0.35)
    start = LEFT + width("We like the ")
    left, right = edges(part, f"{after}oo")
    assert right == pytest.approx(start + width("Zoo"), abs=0.35)
    if after:
        assert left == pytest.approx(start, abs=0.35)


def test_the_halves_of_a_divided_word_stand_on_their_lines():
    """The hyphen at the line end is no part of the word, nor of its rectangles."""
    part = only(
        read_bytes(
            printed(["We ask that the whole of this matter goes to consul-", "tation again now."]),
            "cut.pdf",
        )
    )
    start = part.text.index("consultation")
    upper, lower = places(part, start, start + len("consultation"))
    assert part.text[upper.start : upper.end] == "consul"
    assert part.text[lower.start : lower.end] == "tation"
    assert lower.left * WIDTH == pytest.approx(LEFT, abs=0.35)


def test_a_label_that_left_the_text_is_not_covered():
    """ "1." stands in the locator; the words behind it begin where they are printed."""
    page = [(72, 760, "1.  We support the plan for more buses in the evening and on Sundays.")]
    part = only(read_bytes(pdf([page]), "label.pdf"))
    (place,) = places(part, 0, 2)
    assert place.left * 595.3 > 72 + 9


def test_blocks_without_known_characters_are_shown_whole():
    """Where nothing is known of characters, a stretch may stand anywhere in its block."""
    whole = Rectangle(page=1, left=0.1, top=0.1, right=0.9, bottom=0.2)
    assert rectangles_between((whole,), 3, 9) == (whole,)
