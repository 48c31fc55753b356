"""Ids come from content and keep its parts apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.ids import make_id


def test_parts_are_kept_apart():
    """Moving a letter from one part to the next gives another id."""
    assert make_id("seg", "ab", "c") != make_id("seg", "a", "bc")


@given(st.lists(st.text()), st.lists(st.text()))
def test_equal_ids_mean_equal_parts(left, right):
    """Two lists of parts share an id only when they are equal."""
    assert (make_id("x", *left) == make_id("x", *right)) == (left == right)


def test_a_kind_is_one_word():
    """An underscore would make the kind unreadable in an id."""
    with pytest.raises(ValueError, match="underscores"):
        make_id("a_b")
