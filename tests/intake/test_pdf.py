"""PDF: reading order, paragraphs, places, and files that cannot be read."""

from __future__ import annotations

import io

import pikepdf
import pytest

from consult.domain.document import BlockKind
from consult.settings.model import LimitSettings
from tests.intake.makers import pdf, wrapped
from tests.intake.reading_of import apart, check_blocks, codes, errors, only, read_bytes, said

LEFT = (
    "The left column speaks first and at some length about the buses of the town, which are "
    "few and late, and it goes on for several lines so that it is running text."
)
RIGHT = (
    "The right column speaks second and at some length about the streets of the town, which "
    "are narrow and busy, and it goes on for several lines as well as the other does."
)


def test_two_columns_are_read_one_after_the_other():
    """Lines side by side are not read across."""
    page = [
        (72, 800, "**A title over both columns of the page, which crosses the gutter"),
        *wrapped(LEFT, width=34, top=760),
        *wrapped(RIGHT, width=34, top=760, x=320),
    ]
    part = only(read_bytes(pdf([page]), "columns.pdf"))
    assert said(part, BlockKind.PARAGRAPH) == [LEFT, RIGHT]


def test_a_table_is_read_by_rows():
    """Short cells in three columns are rows, not columns."""
    page = [
        (72 + 150 * column, 700 - 20 * row, f"r{row}c{column}")
        for row in range(8)
        for column in range(3)
    ]
    part = only(read_bytes(pdf([page]), "table.pdf"))
    assert said(part, BlockKind.TABLE_ROW)[:2] == ["r0c0 | r0c1 | r0c2", "r1c0 | r1c1 | r1c2"]


def test_paragraphs_run_on_over_pages_and_margins_stand_apart():
    """Running heads and page numbers do not cut a paragraph in two."""
    text = (
        "We think that the plan should go ahead because the town needs more frequent buses in "
        "the evening and at weekends, and because the people who work late have no other way"
    )
    pages = [
        [
            (72, 810, "Response of the Hill Trust"),
            *wrapped(text, top=760),
            (290, 30, "1"),
        ],
        [
            (72, 810, "Response of the Hill Trust"),
            (72, 760, "to come home, as many of them told us in the spring of this year."),
            (290, 30, "2"),
        ],
    ]
    part = only(read_bytes(pdf(pages), "long.pdf"))
    assert said(part) == [
        f"{text} to come home, as many of them told us in the spring of this year."
    ]
    assert apart(part) == {
        "header": ["Response of the Hill Trust"] * 2,
        "page number": ["1", "2"],
    }
    body = next(b for b in part.blocks if b.kind is BlockKind.PARAGRAPH)
    assert [r.page for r in body.locator.rectangles] == [1, 1, 1, 2]


def test_rectangles_say_where_a_block_stands():
    """Places are fractions of the page from the top left."""
    part = only(read_bytes(pdf([[(72, 421, "In the middle of the page.")]]), "place.pdf"))
    (rectangle,) = part.blocks[0].locator.rectangles
    assert rectangle.left == pytest.approx(72 / 595.3, abs=0.01)
    assert rectangle.top < 0.5 < rectangle.bottom


def test_hyphens_at_line_ends_go_unless_the_word_has_one():
    """Divided words are whole again; words that are written with a hyphen keep it."""
    page = [
        (72, 760, "The long-term plan is what we want, and the consul-"),
        (72, 746, "tation was fair. It was a long-"),
        (72, 732, "term effort."),
    ]
    part = only(read_bytes(pdf([page]), "hyphens.pdf"))
    assert part.text == (
        "The long-term plan is what we want, and the consultation was fair. It was a long-term "
        "effort."
    )


def test_numbered_paragraphs_keep_their_label_and_bullets_their_lead():
    """ "1." stands in the locator, not in the words; bullets hang on the paragraph before."""
    page = [
        (72, 760, "1.  We support the plan for more buses in the evening and on Sundays."),
        (72, 732, "2.  We ask the council to do these things before the end of the year:"),
        (90, 718, "•  publish the timetable"),
        (90, 704, "•  train the drivers"),
    ]
    part = only(read_bytes(pdf([page]), "numbers.pdf"))
    assert [(b.kind, b.locator.number_label, b.lead) for b in part.blocks] == [
        (BlockKind.PARAGRAPH, "1.", None),
        (BlockKind.PARAGRAPH, "2.", None),
        (BlockKind.LIST_ITEM, "2.", 1),
        (BlockKind.LIST_ITEM, "2.", 1),
    ]
    assert said(part)[2:] == ["publish the timetable", "train the drivers"]


def test_bold_lines_are_headings():
    """A short bold line over prose is its heading."""
    page = [
        (72, 760, "**Question 3: Safety"),
        *wrapped("We feel safe by day and not by night, as most of our members do.", top=736),
    ]
    part = only(read_bytes(pdf([page]), "headings.pdf"))
    assert part.blocks[0].kind is BlockKind.HEADING
    assert part.title == "Question 3: Safety"


def test_a_turned_page_reads_like_an_upright_one():
    """/Rotate changes the view, not the words or their order."""
    upright = pdf([[(72, 500, "The first line of it."), (72, 486, "The second line of it.")]])
    with pikepdf.open(io.BytesIO(upright)) as document:
        document.pages[0].Rotate = 90
        out = io.BytesIO()
        document.save(out)
    part = only(read_bytes(out.getvalue(), "turned.pdf"))
    assert " ".join(part.text.split()) == "The first line of it. The second line of it."
    rectangle = part.blocks[0].locator.rectangles[0]
    assert 0 <= rectangle.left < rectangle.right <= 1
    assert 0 <= rectangle.top < rectangle.bottom <= 1


def test_form_values_are_in_the_text():
    """What people typed into a fillable form is their answer."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 720, "Your view of the plan:")
    canvas.acroForm.textfield(name="view", value="Please keep the library", x=72, y=680, width=300)
    canvas.save()
    part = only(read_bytes(out.getvalue(), "form.pdf"))
    assert "Please keep the library" in part.text


def test_every_line_is_in_exactly_one_block():
    """Blocks cover the text, in order."""
    pages = [[(72, 800 - 20 * i, f"Line {i} of page {p}.") for i in range(30)] for p in range(3)]
    part = only(read_bytes(pdf(pages), "lines.pdf"))
    check_blocks(part)
    assert all(f"Line {i} of page {p}." in part.text for i in range(30) for p in range(3))


def test_a_password_is_asked_for_and_an_owners_restriction_recorded():
    """A closed file says ENCRYPTED; an open one with restrictions is read and noted."""
    plain = pdf([[(72, 700, "Words behind a lock.")]])
    for user, expected in (("secret", ["ENCRYPTED"]), ("", [])):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(plain)) as document:
            document.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
        reading = read_bytes(out.getvalue(), "locked.pdf")
        assert errors(reading) == expected
        assert codes(reading) == ["ENCRYPTED"]


def test_more_pages_than_allowed_are_refused_whole():
    """Never a silent part of a long file."""
    data = pdf([[(72, 700, f"Page {p}.")] for p in range(4)])
    limits = LimitSettings(pages=3)
    assert errors(read_bytes(data, "long.pdf", limits=limits)) == ["TOO_LARGE"]


def test_five_hundred_pages_pass():
    """Pages in are pages out."""
    data = pdf([[(72, 700, f"This is what page {p} says.")] for p in range(1, 501)])
    part = only(read_bytes(data, "many.pdf"))
    assert {b.locator.page for b in part.blocks} == set(range(1, 501))
