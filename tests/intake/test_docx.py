"""DOCX: every word accounted for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import BlockKind
from tests.intake.makers import STRICT_W, docx, numbered, paragraph, styled
from tests.intake.reading_of import (
    apart,
    check_blocks,
    codes,
    errors,
    only,
    read_bytes,
    said,
    words,
)


def part_of(body: str, **kwargs):
    return only(read_bytes(docx(body, **kwargs), "letter.docx"))


def test_words_in_controls_insertions_links_and_boxes_are_in_the_text():
    """Content controls, tracked insertions, moves, hyperlinks and text boxes hold answers."""
    part = part_of(
        "<w:sdt><w:sdtContent>" + paragraph("In a control.") + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>inserted </w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + paragraph("In a box.")
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + paragraph("In a box.")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert said(part) == ["In a control.", "Kept inserted linked", "In a box."]


def test_deleted_words_are_not_in_the_text():
    """What a tracked change took out is not what the sender says."""
    part = part_of(
        "<w:p><w:r><w:t>We agree.</w:t></w:r><w:del><w:r><w:delText>We object.</w:delText></w:r>"
        "</w:del><w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom></w:p>"
    )
    assert part.text == "We agree."


def test_notes_comments_and_margins_stand_apart():
    """Footnotes, comments, headers and footers are furniture that names its part."""
    note = "<w:footnote>" + paragraph("A note.") + "</w:footnote>"
    rule = '<w:footnote w:type="separator">' + paragraph("---") + "</w:footnote>"
    part = part_of(
        paragraph("The point."),
        notes={
            "footnotes": rule + note,
            "comments": "<w:comment>" + paragraph("Is this so?") + "</w:comment>",
            "header": paragraph("Confidential draft"),
        },
    )
    assert said(part) == ["The point."]
    assert apart(part) == {
        "footnote": ["A note."],
        "comment": ["Is this so?"],
        "header": ["Confidential draft"],
    }


def test_hidden_text_is_flagged_and_set_apart():
    """Hidden runs are no silent part of an answer."""
    reading = read_bytes(
        docx(paragraph("Seen.") + paragraph("Not seen.", run="<w:vanish/>")), "letter.docx"
    )
    assert codes(reading) == ["HIDDEN_TEXT"]
    assert said(only(reading)) == ["Seen."]
    assert apart(only(reading)) == {"hidden": ["Not seen."]}


def test_headings_have_levels_also_through_inherited_styles():
    """A style based on a heading style is a heading."""
    part = part_of(
        styled("Part one", "Heading1") + styled("Detail", "Own") + paragraph("Prose follows here.")
    )
    assert [(b.kind, b.level) for b in part.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, None),
    ]
    assert part.title == "Part one"


def test_list_labels_come_from_the_numbering():
    """Printed labels are counted as Word counts them, and lists hang on their lead-in."""
    long = "This numbered paragraph says at some length what we think of the plan as it stands."
    part = part_of(
        numbered(long, 1)
        + numbered(long, 1)
        + paragraph("We ask for these:")
        + numbered("safer crossings", 2)
        + numbered("more seats", 2)
        + numbered("a sub-point", 1, depth=1)
    )
    assert [(b.kind, b.locator.number_label, b.lead) for b in part.blocks] == [
        (BlockKind.PARAGRAPH, "1.", None),
        (BlockKind.PARAGRAPH, "2.", None),
        (BlockKind.PARAGRAPH, None, None),
        (BlockKind.LIST_ITEM, None, 2),
        (BlockKind.LIST_ITEM, None, 2),
        (BlockKind.LIST_ITEM, "(a)", 2),
    ]


def test_tables_are_rows_unless_people_write_in_them():
    """Short cells make a row; a form's long answers are paragraphs with row and column."""
    answer = " ".join(["because"] * 30)
    part = part_of(
        "<w:tbl><w:tr><w:tc>"
        + paragraph("Name")
        + "</w:tc><w:tc>"
        + paragraph("Hill Trust")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + paragraph("Why?")
        + "</w:tc><w:tc>"
        + paragraph(answer)
        + "</w:tc></w:tr></w:tbl>"
    )
    assert [b.kind for b in part.blocks] == [
        BlockKind.TABLE_ROW,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]
    assert (part.blocks[2].locator.row, part.blocks[2].locator.column) == (2, 2)


def test_nested_tables_are_read():
    """A table in a cell is not lost."""
    inner = "<w:tbl><w:tr><w:tc>" + paragraph("Inner") + "</w:tc></w:tr></w:tbl>"
    part = part_of("<w:tbl><w:tr><w:tc>" + paragraph("Outer") + inner + "</w:tc></w:tr></w:tbl>")
    assert said(part) == ["Outer", "Inner"]


def test_strict_documents_are_read():
    """The strict form of OOXML differs in its namespaces only."""
    assert part_of(paragraph("Strictly said."), namespace=STRICT_W).text == "Strictly said."


def test_a_letters_frame_stands_apart_and_proposes_its_sender():
    """Address, date, greeting and sign-off are furniture; who signs is proposed with evidence."""
    part = part_of(
        "".join(
            paragraph(t)
            for t in (
                "12 Mill Lane",
                "3 March 2026",
                "Dear Sir or Madam,",
                "We welcome the plan.",
                "Yours faithfully",
                "Ada Hill",
                "Chair, Mill Lane Residents Association",
            )
        )
    )
    assert said(part) == ["We welcome the plan."]
    assert set(apart(part)) == {"address", "date", "salutation", "sign-off"}


def test_a_document_without_words_has_no_text():
    """An empty form is a named state, not a blank response."""
    assert errors(read_bytes(docx(paragraph(" ")), "empty.docx")) == ["NO_TEXT"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00<&>"), max_size=60)))
def test_blocks_cover_the_text_whatever_is_written(texts):
    """Offsets hold for any characters that XML can carry."""
    safe = ["".join(c for c in t if c >= " " and c not in "\ufffe\uffff") for t in texts]
    reading = read_bytes(docx("".join(paragraph(t) for t in safe) + paragraph("End.")), "x.docx")
    part = only(reading)
    check_blocks(part)
    assert words(part, part.blocks[-1]).endswith("End.")
