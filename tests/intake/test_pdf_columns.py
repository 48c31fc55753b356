"""Rows of a page in scripts that are written from right to left."""

from __future__ import annotations

import pytest

from consult.intake.readers.pdf_columns import reading_order
from consult.intake.readers.pdf_lines import Character, Fragment, PageLines, fragments_of

ALEF, LAM, MEEM, TEH = "\u0627", "\u0644", "\u0645", "\u062a"


def fragment(text: str, left: float, right: float) -> Fragment:
    return Fragment(
        text=text,
        left=left,
        top=90,
        right=right,
        bottom=102,
        baseline=100,
        size=12,
        bold=False,
    )


def character(text: str, left: float, right: float) -> Character:
    return Character(
        text=text,
        left=left,
        top=90,
        right=right,
        bottom=102,
        baseline=100,
        size=12,
        bold=False,
        quarter=0,
    )


def rows(*fragments: Fragment) -> list[list[str]]:
    (flow,) = reading_order(list(fragments))
    return [[f.text for f in row] for row in flow]


def test_a_row_of_hebrew_is_joined_from_the_right():
    """A foreign word stands where it is read, not where it is first from the left."""
    first = fragment("שלום לכל", 300, 360)
    foreign = fragment("London", 250, 295)
    last = fragment("אנשי", 220, 246)
    assert rows(last, foreign, first) == [["שלום לכל London אנשי"]]


def test_a_row_of_english_with_a_foreign_word_is_joined_from_the_left():
    """Most letters say which way a row runs."""
    assert rows(fragment("שלום", 160, 190), fragment("They said to us", 70, 156)) == [
        ["They said to us שלום"]
    ]


@pytest.mark.parametrize("order", [(ALEF, LAM), (LAM, ALEF)], ids=["as printed", "as read"])
def test_an_arabic_ligature_is_spelt_as_it_is_read(order):
    """Lam and alef printed as one sign come out lam first, whatever the file says."""
    drawn = [
        character(MEEM, 40, 46),
        character(order[0], 30, 40),
        character(order[1], 30, 40),
        character(TEH, 22, 30),
    ]
    (found,) = fragments_of(drawn)
    assert found.text == MEEM + LAM + ALEF + TEH


def test_places_of_a_page_are_kept_inside_it():
    """A box beyond the edge is clipped to the page."""
    assert PageLines(width=100, height=50, quarter=0).seen(-5, 10, 120, 25) == (0, 0.2, 1, 0.5)
