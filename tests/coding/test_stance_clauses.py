"""Turns of a passage are found by connectives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.clauses import carrying_part


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("The aim is a good one. However, it will not work here.", "it will not work here."),
        ("It sounds cheap, but the pipes are old.", "the pipes are old."),
        ("Although the map is pretty, it leaves out our street.", "it leaves out our street."),
        ("The report says that boats are late. Nobody here has seen that.",
         "Nobody here has seen that."),
        ("The plan speaks of a clash; nevertheless both belong together.",
         "both belong together."),
    ],
)  # fmt: skip
def test_what_follows_the_turn_carries(text: str, carries: str) -> None:
    """The concession is left out."""
    span = carrying_part(text)
    assert span is not None
    assert text[span.start : span.end] == carries


@pytest.mark.parametrize("text", ["The quay is wet.", "But why?", "Not only that but this"])
def test_without_a_turn_nothing_is_set_apart(text: str) -> None:
    """A side of fewer than three words is no side."""
    assert carrying_part(text) is None


@given(st.text(max_size=400))
def test_a_carrying_part_lies_inside_its_text(text: str) -> None:
    """Offsets hold for any text."""
    span = carrying_part(text)
    assert span is None or 0 <= span.start < span.end <= len(text)
