"""The real documents: numbered paragraphs, bullets and slides come out as they were printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult.domain.document import Block, BlockKind
from consult.text.canonical import CanonicalText
from consult.text.structure import structure

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def letter(seeds: Path) -> CanonicalText:
    return structure((seeds / "adcs-response.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def slides(seeds: Path) -> CanonicalText:
    return structure((seeds / "trafford-briefing.txt").read_text(encoding="utf-8"))


def numbered(letter: CanonicalText, number: int) -> tuple[int, Block]:
    return next(
        (i, b)
        for i, b in enumerate(letter.blocks)
        if b.locator.number_label == f"{number}." and b.kind is BlockKind.PARAGRAPH
    )


def test_all_numbered_paragraphs_are_labelled(letter: CanonicalText) -> None:
    """Forty-two paragraphs, in order, without their numbers in the text."""
    labels = [b.locator.number_label for b in letter.blocks if b.kind is BlockKind.PARAGRAPH]
    assert [label for label in labels if label] == [f"{n}." for n in range(1, 43)]


@pytest.mark.parametrize(("number", "items"), [(5, 6), (6, 4), (35, 6)])
def test_bullets_have_the_right_lead(letter: CanonicalText, number: int, items: int) -> None:
    """Each list belongs to the paragraph before it, also over a page break."""
    index, _ = numbered(letter, number)
    led = [b for b in letter.blocks if b.lead == index]
    assert len(led) == items
    assert {b.locator.number_label for b in led} == {f"{number}."}


@pytest.mark.parametrize("number", [16, 24, 28, 33])
def test_paragraphs_cut_by_a_page_are_whole(letter: CanonicalText, number: int) -> None:
    """A cut paragraph ends as a sentence does, and a number or heading follows it."""
    index, block = numbered(letter, number)
    assert letter.text[block.end - 1] == "."
    after = letter.blocks[index + 1]
    assert after.kind is BlockKind.HEADING or after.locator.number_label == f"{number + 1}."


def test_no_marks_of_markdown_are_left(letter: CanonicalText, slides: CanonicalText) -> None:
    """Neither bold nor links nor escapes stand in what will be quoted."""
    for text in (letter.text, slides.text):
        assert not any(mark in text for mark in ("**", "](", "\\-", "\\("))


def test_headings_of_the_letter(letter: CanonicalText) -> None:
    """The headings over the numbered paragraphs, and no other lines after the title."""
    headings = [i for i, b in enumerate(letter.blocks) if b.kind is BlockKind.HEADING]
    assert len(headings) == 7


def test_slides_have_a_title_and_content(slides: CanonicalText) -> None:
    """Nineteen slides, each beginning with its title; figures and captions are set apart."""
    firsts: dict[int | None, Block] = {}
    for block in slides.blocks:
        firsts.setdefault(block.locator.slide, block)
    assert list(firsts) == list(range(1, 20))
    assert all(block.kind is BlockKind.HEADING for block in firsts.values())
    furniture = [b for b in slides.blocks if b.kind is BlockKind.FURNITURE]
    assert len(furniture) == 12
    assert all(b.locator.slide in (1, 4, 6, 7) for b in furniture)
