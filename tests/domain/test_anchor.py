"""Anchors find their words again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.anchor import Anchor
from tests.builders import make_document

DOCUMENT = make_document(
    "The ford floods. We want a bridge.", "At the mill, too. We want a bridge."
)


@given(before=st.text("ab. ", max_size=40), data=st.data())
def test_words_are_found_wherever_they_moved(before, data):
    """Text put in before an anchor moves it, and it still names the same words."""
    start = data.draw(st.integers(0, len(DOCUMENT.text) - 1))
    end = data.draw(st.integers(start + 1, len(DOCUMENT.text)))
    anchor = Anchor.at(DOCUMENT, start, end)
    found = anchor.find(before + DOCUMENT.text)
    assert found is not None
    assert (before + DOCUMENT.text)[found.start : found.end] == anchor.exact


def test_the_neighbourhood_tells_equal_words_apart():
    """The second wish for a bridge stays the second when a paragraph is put in before."""
    second = DOCUMENT.text.rindex("We want")
    anchor = Anchor.at(DOCUMENT, second, len(DOCUMENT.text))
    moved = "A new first line.\n\n" + DOCUMENT.text
    assert anchor.find(moved).start == moved.rindex("We want")


def test_words_that_are_gone_are_not_guessed():
    """An anchor on words that nobody wrote any more finds nothing."""
    anchor = Anchor.at(DOCUMENT, 0, 16)
    assert anchor.find("The ford is dry. We want a bridge.") is None


def test_an_empty_span_is_no_anchor():
    """An anchor is on words."""
    with pytest.raises(ValueError, match="no text"):
        Anchor.at(replace(DOCUMENT, text="x"), 1, 1)
