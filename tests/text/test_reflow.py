"""Printed lines to paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import BlockKind
from consult.text.reflow import TextLine, reflow

PAGES = dict.fromkeys(range(1, 5), (600.0, 800.0))


def line(text: str, number: int, *, page: int = 1, flow: int | None = None, **kwargs) -> TextLine:
    fields = {
        "left": 70.0,
        "right": 70.0 + 5.5 * len(text),
        "size": 11.0,
        "top": 100.0 + 14 * number,
        **kwargs,
    }
    return TextLine(
        text=text,
        page=page,
        flow=flow if flow is not None else page,
        bottom=fields["top"] + 11,
        baseline=fields["top"] + 9,
        **fields,
    )


def texts(*lines: TextLine) -> list[str]:
    return [r.text for r in reflow(lines, PAGES)]


FULL = "This is a line of running text that fills the width of its column to the end of"


def test_lines_of_a_paragraph_are_joined_and_gaps_divide():
    """A wider gap than usual starts a new paragraph."""
    lines = [line(FULL, 0), line(FULL, 1), line("it all.", 2), line(FULL, 4), line("more.", 5)]
    assert texts(*lines) == [f"{FULL} {FULL} it all.", f"{FULL} more."]


def test_an_indent_after_a_sentence_starts_a_paragraph():
    """First lines are set in where paragraphs have no gap."""
    whole = f"{FULL} it now."
    lines = [line(FULL, 0), line(f"{FULL} it now.", 1), line(FULL, 2, left=90.0), line("so.", 3)]
    assert texts(*lines) == [f"{FULL} {whole}", f"{FULL} so."]


def test_footnotes_between_pages_do_not_cut_a_sentence():
    """Small print at the foot stands apart; the sentence goes on behind it."""
    lines = [
        *(line(FULL, n) for n in range(6)),
        line("1 A note about this.", 45, size=8.0),
        line("the matter, which ends here.", 0, page=2),
        *(line(FULL, n + 3, page=2) for n in range(4)),
    ]
    results = reflow(lines, PAGES)
    assert results[0].text.endswith("the end of the matter, which ends here.")
    assert [(r.part, r.text) for r in results if r.kind is BlockKind.FURNITURE] == [
        ("footnote", "1 A note about this.")
    ]


def test_contents_lines_and_figures_are_furniture():
    """Leaders to page numbers and bare figures say nothing."""
    results = reflow([line("Summary ........ 3", 0), line("42", 10), line(FULL, 20)], PAGES)
    assert [r.part for r in results] == ["contents", "figure", None]


def test_large_capital_and_bold_lines_are_headings():
    """Size, weight and capitals tell headings; long sentences in large type are none."""
    results = reflow(
        [
            line("A plan for the town", 0, size=20.0),
            *(line(FULL, n + 4) for n in range(5)),
            line("TRANSPORT AND STREETS", 12),
            *(line(FULL, n + 15) for n in range(5)),
            line("Why we agree", 23, bold=True),
            *(line(FULL, n + 26) for n in range(5)),
        ],
        PAGES,
    )
    assert [(r.text, r.level) for r in results if r.kind is BlockKind.HEADING] == [
        ("A plan for the town", 1),
        ("TRANSPORT AND STREETS", 5),
        ("Why we agree", 5),
    ]


def test_nothing_gives_nothing():
    """A document without lines has no paragraphs."""
    assert reflow([], PAGES) == ()


WORDS = st.text("abcdefghij ABC.-1,:", min_size=1, max_size=40).filter(str.strip)


@given(st.lists(st.tuples(WORDS, st.integers(0, 50), st.sampled_from([8.0, 11.0, 18.0]))))
def test_every_line_is_in_exactly_one_result(rows):
    """No line vanishes and none stands twice, whatever the page looks like."""
    lines = [line(" ".join(t.split()), n, size=s) for t, n, s in rows]
    results = reflow(lines, PAGES)
    assert sorted(i for r in results for i in r.lines) == list(range(len(lines)))
    letters = sum(c.isalnum() for item in lines for c in item.text)
    assert sum(c.isalnum() for r in results for c in r.text) == letters


def entry(words: str, page: int, number: int) -> TextLine:
    return line(f"{words} {page}", number, cells=(words, str(page)), right=500.0)


def test_a_contents_list_without_leaders_stands_apart():
    """Titles with a rising page number at the edge are no rows of figures."""
    titles = (
        "Summary",
        "Why we ask",
        "The town",
        "Buses and trains",
        "What it costs",
        "Next steps",
    )
    pages = (2, 3, 3, 7, 12, 15)
    listed = [entry(t, p, n) for n, (t, p) in enumerate(zip(titles, pages, strict=True))]
    assert {r.part for r in reflow(listed, PAGES)} == {"contents"}


def test_a_table_of_figures_is_no_contents_list():
    """Numbers that fall as well as rise belong to their words."""
    counts = (12, 3, 40, 7, 12, 9)
    rows = [entry(f"Route {n}", count, n) for n, count in enumerate(counts)]
    assert {r.kind for r in reflow(rows, PAGES)} == {BlockKind.TABLE_ROW}


def test_a_line_that_begins_with_a_word_like_a_bullet_goes_on():
    """ "o" is a Welsh word; it is a bullet only where a paragraph has ended."""
    text = "Mae llawer o bobl yn dod i'r dref bob dydd ac y maent yn dod yma bob dydd i'n gweld"
    assert texts(line(text, 0), line("o Gymru ac o Loegr.", 1)) == [f"{text} o Gymru ac o Loegr."]
    assert texts(line("We ask for:", 0), line("o Buses", 1), line("o Trains", 2)) == [
        "We ask for:",
        "o Buses",
        "o Trains",
    ]
