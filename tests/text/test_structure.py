"""Plain text to blocks: paragraphs, headings, lists, slides, furniture, Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import Block, BlockKind
from consult.text.canonical import CanonicalText
from consult.text.structure import structure

K = BlockKind


def shape(source: str) -> list[tuple[str, str]]:
    canonical = structure(source)
    return [(b.kind.value, words(canonical, b)) for b in canonical.blocks]


def words(canonical: CanonicalText, block: Block) -> str:
    return canonical.text[block.start : block.end]


def block(canonical: CanonicalText, text: str) -> Block:
    return next(b for b in canonical.blocks if text in words(canonical, b))


def test_numbered_paragraphs_keep_their_number_apart() -> None:
    """The printed number is the label and does not stand in the text."""
    canonical = structure("Views\n\n17. The park needs care.\n18. The pond does too.\n")
    assert [b.locator.number_label for b in canonical.blocks] == [None, "17.", "18."]
    assert "17" not in canonical.text


def test_a_heading_before_numbered_paragraphs_may_be_a_sentence() -> None:
    """Strong evidence of what follows lets a longer line with a verb be a heading."""
    source = "We need streets that are safe for everyone who walks\n\n4. Cars are fast.\n"
    assert shape(source)[0][0] == "HEADING"


def test_an_opinion_without_a_full_stop_is_no_heading() -> None:
    """A line with a pronoun or a verb stays a paragraph, since headings are never coded."""
    for line in ("I like the park", "Parking is terrible", "We should keep the bus", "Yes"):
        assert shape(f"{line}\n\nThe rest of the letter says why, at some length.\n")[0] == (
            "PARAGRAPH",
            line,
        )


def test_bullets_belong_to_the_paragraph_that_leads_in() -> None:
    """Items carry the index and number of their lead, whatever their mark and indent."""
    canonical = structure("5. We ask for:\n - benches\n * lights\n\n• bins\n(a) trees\n")
    items = canonical.blocks[1:]
    assert [b.kind for b in items] == [K.LIST_ITEM] * 4
    assert {b.lead for b in items} == {0}
    assert {b.locator.number_label for b in items} == {"5."}
    assert canonical.text.splitlines()[-4:] == ["benches", "lights", "bins", "trees"]


def test_a_list_cut_by_a_page_keeps_its_lead() -> None:
    """Items after a form feed and a page number belong to the same paragraph."""
    source = (
        "35. These would help:\n - more buses that run late\n\n7\n\x0c\n- fewer lorries.\n\n"
        "36. Last words are here.\n"
    )
    canonical = structure(source)
    last = block(canonical, "fewer lorries")
    assert last.lead == 0
    assert last.locator.page == 2
    assert block(canonical, "7").kind is K.FURNITURE


def test_nested_items_have_the_item_above_as_lead() -> None:
    """A deeper list is led in by the item over it."""
    canonical = structure("We want:\n- paths\n    - for walking\n    - for cycling\n- shade\n")
    assert [(b.level, b.lead) for b in canonical.blocks[1:]] == [(1, 0), (2, 1), (2, 1), (1, 0)]


def test_a_paragraph_cut_in_mid_sentence_is_whole_again() -> None:
    """An empty line or page break inside a sentence joins, also under straddling bold marks."""
    source = (
        "28. The council says that it has listened, yet we believe that **families and\n\n"
        "3\n\x0c\n\ntheir carers** were never asked about any of it. They should be.\n"
    )
    canonical = structure(source)
    assert canonical.text.startswith(
        "The council says that it has listened, yet we believe that families and their carers were"
    )
    assert [b.kind for b in canonical.blocks] == [K.PARAGRAPH, K.FURNITURE]


def test_short_notes_are_not_joined() -> None:
    """Fragments that begin in lower case stay apart, since nothing was cut."""
    assert len(structure("more buses\n\nfewer cars\n\nbetter lights\n").blocks) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken at a fixed width flow together; an address does not."""
    source = (
        "Ambleby Cyclists\n12 Mill Lane\n\n"
        "We welcome the plan for the town centre because it would make cycling\n"
        "safer for children on their way to school, and because the present road\n"
        "is dangerous. Speeds are too high and nobody enforces the limit that we\n"
        "have had since the bypass was opened.\n"
    )
    assert len(structure(source).blocks) == 3


def test_markdown_marks_do_not_stand_in_the_text() -> None:
    """Bold, italics, escapes, code and links leave their words, at the right place."""
    source = "A **bold** and *slanted* point, [a link](http://x.example/a_(b)) \\- `code` 5\\*2\n"
    canonical = structure(source)
    assert canonical.text == "A bold and slanted point, a link - code 5*2"
    for run in canonical.source_map:
        assert canonical.text[run.start : run.end] == source[run.source_start : run.source_end]


def test_stars_and_underscores_inside_words_stay() -> None:
    """What is no mark is not touched: products, file names, masked words."""
    source = "Read plan_final_v2 about 3*4*5 metres of f*** mess, and 5 * 6 more.\n"
    assert structure(source).text == source.strip()


def test_markdown_headings_have_levels() -> None:
    """Hashes and underlines make headings, whatever their words are."""
    canonical = structure(
        "# I agree\n\ntext here.\n\n## 2.1 Why\n\nmore.\n\nUnder\n=====\n\nend.\n"
    )
    found = [(b.level, words(canonical, b)) for b in canonical.blocks if b.kind is K.HEADING]
    assert found == [(1, "I agree"), (2, "Why"), (1, "Under")]


def test_slides_by_form_feed() -> None:
    """The first line of a slide is its heading and what stands under it its content."""
    canonical = structure("Our view\n- too fast\n\x0cWhat we ask for\n- 20 mph\n- crossings\n")
    assert [(b.locator.slide, b.kind.value) for b in canonical.blocks] == [
        (1, "HEADING"),
        (1, "LIST_ITEM"),
        (2, "HEADING"),
        (2, "LIST_ITEM"),
        (2, "LIST_ITEM"),
    ]
    assert canonical.blocks[0].locator.paragraph is None


def test_slides_by_wide_gaps() -> None:
    """Runs of empty lines before titles divide slides where there are no form feeds."""
    source = "\n\n\n".join(
        f"Slide {name}\n\n- point one of {name}\n- point two of {name}\n" for name in "ABCD"
    )
    canonical = structure(source)
    assert [b.locator.slide for b in canonical.blocks if b.kind is K.HEADING] == [1, 2, 3, 4]


def test_figures_and_captions_are_furniture() -> None:
    """Numbers with what they count, and captions, are set apart from the words."""
    source = (
        "What we found\n\n12,400\nPeople who visit the park each week\n\n"
        "The chart below shows visits by month.\n\nFigure 3: Visits\n\n"
        "Figure 3 shows that the council is wrong about visits.\n"
    )
    kinds = [b.kind.value for b in structure(source).blocks]
    assert kinds == ["HEADING", *["FURNITURE"] * 4, "PARAGRAPH"]


def test_letter_frame_is_furniture() -> None:
    """Addresses, dates, greetings and what closes a letter carry no view."""
    source = (
        "Ambleby Civic Society\n1 High Street, Ambleby AM1 2BY\n"
        "Tel: 01632 960001\n\n12 May 2026\n\n"
        "Dear Sir or Madam,\n\nWe object to the closure of the library, which is well used.\n\n"
        "Yours faithfully\n\nJo Example\nSecretary\n"
    )
    kept = [text for kind, text in shape(source) if kind != "FURNITURE"]
    assert kept == ["We object to the closure of the library, which is well used."]


def test_quoted_lines_and_table_rows_have_their_kinds() -> None:
    """Lines after > are quotations; rows of a Markdown table lose their outer bars."""
    canonical = structure(
        "> you wrote this\n> and this\n\n| Park | Yes |\n|---|---|\n| Pond | No |\n"
    )
    assert [b.kind.value for b in canonical.blocks] == ["QUOTATION", "TABLE_ROW", "TABLE_ROW"]
    assert canonical.text == "you wrote this and this\n\nPark | Yes\nPond | No"


def test_running_heads_of_pages_are_furniture() -> None:
    """A line that stands at the edge of three pages is no part of the text."""
    page = "ambleby society response\n\nThe pond is dirty on page {}, we say.\n\x0c"
    found = shape("".join(page.format(n) for n in (1, 2, 3, 4)))
    assert [k for k, t in found if t == "ambleby society response"] == ["FURNITURE"] * 4


@given(st.text(alphabet=st.sampled_from("ab A.*_[]()#->|`\\!12\n\r\x0c\x00 \u0301:"), max_size=200))
def test_any_text_gives_blocks_that_cover_it(source: str) -> None:
    """Whatever comes in, blocks are in order and leads point back at earlier blocks."""
    canonical = structure(source)
    end = 0
    for index, found in enumerate(canonical.blocks):
        assert set(canonical.text[end : found.start]) <= {"\n"}
        assert found.start < found.end
        assert found.lead is None or found.lead < index
        end = found.end
    assert end == len(canonical.text)


@given(st.lists(st.sampled_from(["**", "word", " ", "[", "](u)", "\\", "_", "*"]), max_size=60))
def test_source_map_leads_back_to_the_same_characters(parts: list[str]) -> None:
    """Every character that was not put in by cleaning stands at its offset in the source."""
    source = "".join(parts)
    canonical = structure(source)
    for run in canonical.source_map:
        assert canonical.text[run.start : run.end] == source[run.source_start : run.source_end]


def test_hostile_lines_take_linear_time() -> None:
    """A long line of marks, brackets or digits is done in well under two seconds."""
    for unit in ("[", "*a", "![](", "1,", "_ ", "> ", "- ", "by A", "the chart "):
        started = time.perf_counter()
        structure(unit * (100_000 // len(unit)))
        assert time.perf_counter() - started < 2, unit


@pytest.mark.parametrize(
    ("source", "signed"),
    [
        ("Dear council\n\nWe like the mill.\n\nDan Morley\nMill Bakers' Co-operative\n", 2),
        ("Dear council\n\nWe like the mill.\n\nDan Morley\n", 1),
        ("We like the mill.\n\nDan Morley\nSecretary, Mill Trust\n", 2),
        ("We like the mill.\n\nDr Oona Reilly, chair\n", 1),
        ("We like the mill.\n\nTea, cakes\n", 0),
        ("We like the mill.\n\nRiver Walks\n", 0),
        ("Annwyl Gyngor,\n\nRwy'n hoffi'r felin.\n\nYn gywir,\nElin Rhys\n", 2),
    ],
)
def test_who_signed_without_a_formula_is_set_apart_in_a_plain_text(source, signed):
    """A name over a body closes any text, a lone name what greets somebody or has an office."""
    kinds = [block.kind for block in structure(source).blocks]
    told = next(n for n, kind in enumerate(reversed(kinds)) if kind is not K.FURNITURE)
    assert told == signed
