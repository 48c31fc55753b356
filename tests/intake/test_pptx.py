"""PPTX: slides in order, notes apart."""

from __future__ import annotations

from consult.domain.document import BlockKind
from tests.intake.makers import pptx, shape
from tests.intake.reading_of import apart, codes, errors, only, read_bytes, said


def test_a_slide_is_its_title_and_what_stands_under_it():
    """Bullets hang on the title or the lead-in above them; order is from top to bottom."""
    slide = (
        shape(["Second point stands lower"], None, 900_000)
        + shape(["We ask for:", "safe routes", "more seats"], "body", 500_000)
        + shape(["What we want"], "title", 100)
    )
    part = only(read_bytes(pptx([slide]), "deck.pptx"))
    assert [(b.kind, b.lead, b.locator.slide) for b in part.blocks] == [
        (BlockKind.HEADING, None, 1),
        (BlockKind.PARAGRAPH, None, 1),
        (BlockKind.LIST_ITEM, 1, 1),
        (BlockKind.LIST_ITEM, 1, 1),
        (BlockKind.PARAGRAPH, None, 1),
    ]
    assert part.title == "What we want"


def test_notes_figures_feet_and_hidden_slides_stand_apart():
    """What the audience was not told, and what says nothing, is furniture."""
    slides = [
        shape(["Costs"], "title") + shape(["42%"], None, 10) + shape(["2026"], "dt"),
        'show="0"' + shape(["Left out"], "title"),
    ]
    reading = read_bytes(pptx(slides, {0: "Say this slowly"}), "deck.pptx")
    assert codes(reading) == ["HIDDEN_TEXT"]
    assert said(only(reading)) == ["Costs"]
    assert apart(only(reading)) == {
        "figure": ["42%"],
        "date": ["2026"],
        "notes": ["Say this slowly"],
        "hidden slide": ["Left out"],
    }


def test_groups_and_tables_are_read():
    """Grouped shapes are opened; a table's rows are rows."""
    group = (
        '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="400000"/></a:xfrm></p:grpSpPr>'
        + shape(["In a group"], None)
        + "</p:grpSp>"
    )

    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    table = (
        '<p:graphicFrame><p:xfrm><a:off x="0" y="900000"/></p:xfrm><a:graphic><a:tbl><a:tr>'
        + cell("Bus")
        + cell("Yes")
        + "</a:tr></a:tbl></a:graphic></p:graphicFrame>"
    )
    part = only(read_bytes(pptx([table + group]), "deck.pptx"))
    assert said(part) == ["In a group", "Bus | Yes"]


def test_a_deck_without_words_has_no_text():
    """A deck of pictures says so."""
    assert errors(read_bytes(pptx([shape([" "])]), "deck.pptx")) == ["NO_TEXT"]
