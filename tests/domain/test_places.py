"""The places of a stretch are cut from those of its block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import Locator, Rectangle
from consult.domain.places import EDGE_UNITS, locator_between, rectangles_between

_places = st.lists(st.integers(0, EDGE_UNITS), min_size=2, max_size=30).map(sorted)


def placed(edges: list[int], start: int = 10) -> Rectangle:
    return Rectangle(
        page=1,
        left=edges[0] / EDGE_UNITS,
        top=0.2,
        right=edges[-1] / EDGE_UNITS,
        bottom=0.3,
        start=start,
        end=start + len(edges) - 1,
        edges=tuple(edges),
    )


@given(_places, st.integers(0, 50), st.integers(1, 50))
def test_pieces_lie_within_and_side_by_side(edges, start, length):
    """A stretch before, the stretch and the one behind it cover the line without overlap."""
    whole = placed(edges)
    cuts = ((0, start), (start, start + length), (start + length, 200))
    pieces = [piece for cut in cuts for piece in rectangles_between((whole,), *cut)]
    assert [piece.left for piece in pieces[1:]] == [piece.right for piece in pieces[:-1]]
    assert (pieces[0].left, pieces[-1].right) == (whole.left, whole.right)
    assert sum((p.end or 0) - (p.start or 0) for p in pieces) == len(edges) - 1


def test_a_script_that_runs_leftwards_is_cut_from_the_right():
    """Falling edges give a rectangle whose left is left of its right."""
    (piece,) = rectangles_between((placed([90_000, 70_000, 40_000]),), 10, 11)
    assert (piece.left, piece.right) == (0.7, 0.9)


def test_what_does_not_know_its_characters_stays_whole():
    """A word of a turned page is shown whole; a block without any knowledge, too."""
    word = Rectangle(page=1, left=0.1, top=0.1, right=0.2, bottom=0.2, start=4, end=9)
    other = Rectangle(page=1, left=0.5, top=0.5, right=0.6, bottom=0.6)
    assert rectangles_between((word, other), 5, 6) == (word, other)
    assert rectangles_between((word, other), 9, 12) == (other,)


def test_a_locator_without_places_stays_as_it_is():
    """Formats without pages lose nothing."""
    locator = Locator(paragraph=3)
    assert locator_between(locator, 1, 2) is locator
