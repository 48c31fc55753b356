"""The positions bar: to scale, in a fixed order, with its numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from consult.domain.coding import Position
from consult.report.chart import FILLS, WIDTH, position_bar

SVG = "{http://www.w3.org/2000/svg}"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@given(
    st.lists(st.integers(0, 9999), min_size=6, max_size=6),
    st.booleans(),
)
def test_pieces_are_to_scale_and_fill_the_bar(numbers: list[int], fluid: bool) -> None:
    """Each position is as wide as its share; together they are the whole."""
    counts = list(zip(FILLS, numbers, strict=True))
    total = sum(numbers)
    drawing = etree.fromstring(position_bar(counts, "said", fluid=fluid))
    whole = 100 if fluid else WIDTH

    rects = drawing.findall(f"{SVG}rect")
    widths = [float(r.get("width").rstrip("%")) for r in rects]
    assert sum(widths) == pytest.approx(whole, abs=0.1)
    if total:
        shares = [whole * n / total for n in numbers if n]
        assert widths == pytest.approx(shares, abs=0.01)
        titles = [r.findtext(f"{SVG}title") for r in rects]
        assert [int(t.split(": ")[1]) for t in titles] == [n for n in numbers if n]


def test_the_alternative_is_escaped() -> None:
    """Whatever it says stays an attribute."""
    drawing = etree.fromstring(position_bar([(Position.AGREE, 1)], 'a "quote" <b> & more'))

    assert drawing.get("aria-label") == 'a "quote" <b> & more'


@pytest.mark.parametrize("position", list(FILLS))
def test_counts_can_be_read_on_their_colour(position: Position) -> None:
    """At least 4.5 : 1 between the number and its piece."""
    drawing = etree.fromstring(position_bar([(position, 3)], "x"))
    ink = _luminance(drawing.find(f"{SVG}text").get("fill"))
    ground = _luminance(FILLS[position])

    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5
