"""Quotes marked in their documents, the words beside them, and places in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import Document, Locator
from consult.domain.quote import Quote
from consult.report.places import block_at, place_of, place_of_block
from consult.report.sources import WHOLE_UP_TO, context, source_blocks
from tests.builders import make_document

DOCUMENT = make_document(
    "# Our view",
    "First we say this. Then we say that! And at last the third thing.",
    "- one item",
    "- another item",
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(DOCUMENT.text) - 1), st.integers(1, 60)),
        min_size=1,
        max_size=6,
    )
)
def test_fragments_are_the_text_and_marks_are_the_quotes(spans: list[tuple[int, int]]) -> None:
    """However quotes overlap, joined fragments give the blocks and each quote its words."""
    quotes = []
    for start, length in spans:
        end = min(len(DOCUMENT.text), start + length)
        if DOCUMENT.text[start:end].strip():
            quotes.append(Quote.cut(DOCUMENT, start, end))
    unique = list({q.id: q for q in quotes}.values())

    blocks, skipped = source_blocks(DOCUMENT, unique)

    assert skipped == 0
    for block, shown in zip(DOCUMENT.blocks, blocks, strict=True):
        assert "".join(f.text for f in shown.fragments) == DOCUMENT.text[block.start : block.end]
    for quote in unique:
        inside = [
            quote.id in f.quote_ids and f.text for b in blocks for f in b.fragments if f.quote_ids
        ]
        words = "".join(part for part in inside if part)
        assert words == quote.text.replace("\n", "")


def test_a_long_document_is_shown_around_its_quotes() -> None:
    """What is left out is counted."""
    paragraphs = [f"Paragraph {n} " + "x" * 2000 for n in range(120)]
    long = make_document(*paragraphs)
    assert len(long.text) > WHOLE_UP_TO
    start = long.text.index("Paragraph 60 ")
    quote = Quote.cut(long, start, start + 12)

    blocks, after = source_blocks(long, [quote])

    assert len(blocks) == 7
    assert blocks[0].skipped == 57
    assert after == 120 - 57 - 7


def test_context_is_one_sentence_on_each_side() -> None:
    """Inside the paragraph, verbatim; nothing beyond its ends."""
    start = DOCUMENT.text.index("Then we")
    middle = Quote.cut(DOCUMENT, start, start + len("Then we say that!"))
    whole = Quote.cut(DOCUMENT, DOCUMENT.text.index("First"), DOCUMENT.text.index("thing.") + 6)

    assert context(DOCUMENT, middle) == ("First we say this.", "And at last the third thing.")
    assert context(DOCUMENT, whole) == ("", "")


def test_a_very_long_sentence_beside_a_quote_is_cut_with_an_ellipsis() -> None:
    """A text without full stops does not come in by the context."""
    document = make_document("word " * 400 + "here " + "word " * 400)
    start = document.text.index("here")
    before, after = context(document, Quote.cut(document, start, start + 4))

    assert before.startswith("…")
    assert after.endswith("…")
    assert max(len(before), len(after)) <= 402


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Locator(page=3, paragraph=9, number_label="17."), "page 3, paragraph 17"),
        (Locator(slide=4, paragraph=2), "slide 4, paragraph 2"),
        (Locator(sheet="S", row=12, column=3, column_name="Q2"), "row 12, column “Q2”"),
        (Locator(row=12, column=3), "row 12, column 3"),
        (Locator(part="body", paragraph=2), "body, paragraph 2"),
        (Locator(), ""),
    ],
)
def test_a_place_names_what_its_format_has(locator: Locator, words: str) -> None:
    """Printed numbers before counted ones."""
    alone = make_document("A paragraph.")
    block = replace(alone.blocks[0], locator=locator)
    assert place_of_block(replace(alone, blocks=(block,)), 0) == words


def places(document: Document, labels: Mapping[int, str]) -> list[str]:
    """The places of all blocks of a document some of which print a label."""
    blocks = [
        replace(b, locator=replace(b.locator, number_label=labels.get(i)))
        for i, b in enumerate(document.blocks)
    ]
    numbered = replace(document, blocks=tuple(blocks))
    return [place_of(numbered, block.start) for block in blocks]


def test_paragraph_means_the_printed_number_where_numbers_are_printed() -> None:
    """What prints none is told by its neighbour or by what it is, never by a count beside them."""
    document = make_document(
        "# Our response", "Opening words.", "First.", "# Trees", "Unnumbered.", "Second."
    )

    assert places(document, {2: "22.", 5: "23."}) == [
        "heading",
        "before paragraph 22",
        "paragraph 22",
        "heading",
        "after paragraph 22",
        "paragraph 23",
    ]


def test_paragraphs_are_counted_where_only_headings_print_numbers() -> None:
    """A heading's number is the heading's."""
    document = make_document("# Background", "Some words.", "# Trees", "More words.")

    assert places(document, {0: "1.", 2: "2."}) == [
        "heading 1",
        "paragraph 2",
        "heading 2",
        "paragraph 4",
    ]


def test_an_item_with_a_label_of_its_own_is_an_item_of_its_paragraph() -> None:
    """Bullets that carry their paragraph's number are part of it."""
    document = make_document("We ask for:", "- shade;", "- a bench.", "Also:", "- a bin.")

    assert places(document, {0: "35.", 1: "35.", 2: "(a)", 4: "b)"}) == [
        "paragraph 35",
        "paragraph 35",
        "paragraph 35, item a",
        "after paragraph 35",
        "after paragraph 35, item b",
    ]


def test_the_block_of_an_offset_is_found_and_gaps_have_none() -> None:
    """Offsets between blocks belong to no block."""
    heading, paragraph, *_ = DOCUMENT.blocks

    assert block_at(DOCUMENT, heading.start) == heading
    assert block_at(DOCUMENT, heading.end) is None
    assert block_at(DOCUMENT, paragraph.end - 1) == paragraph
    assert place_of(DOCUMENT, paragraph.start) == "paragraph 2"
    assert block_at(replace(DOCUMENT, blocks=()), 0) is None
