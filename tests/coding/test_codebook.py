"""Segments go to a fixed theme only where they plainly fit; themes are matched by members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.codebook import ThemeWords, Units, assign_to_themes
from consult.coding.lineage import matched_themes
from tests.coding.word_vectors import encode

TEXTS = [
    "Tall lamps trouble bats and swallows.",
    "Bats suffer from lamps.",
    "Electric lamps cost the parish money.",
    "Benches near the gate are broken.",
    "Ducks follow visitors with bread.",
]
NONE = np.zeros((0, 64), dtype=np.float32)
BATS = ThemeWords(words=encode(["Lamps trouble bats"]), members=())
MONEY = ThemeWords(words=encode(["What the parish pays: money, cost"]), members=())


def assigned(themes, sides=(None,) * 5, barred=None, texts=TEXTS):
    units = Units(whole=encode(texts), sentences=NONE, owners=())
    found = assign_to_themes(units, themes, sides, barred or {})
    return [None if hit is None else hit[0] for hit in found]


def test_what_fits_no_theme_goes_to_none():
    """It becomes a candidate beside the themes that were given."""
    assert assigned([BATS, MONEY]) == [0, 0, 1, None, None]


def test_a_theme_of_one_side_takes_that_side_alone():
    """Whoever is on the other side, or on none, makes a point of its own."""
    sided = ThemeWords(words=BATS.words, members=(0,), side="AGREE p1")
    sides = ["AGREE p1", "DISAGREE p1", None, None, None]
    assert assigned([sided, MONEY], sides) == [0, None, 1, None, None]


def test_a_segment_that_was_taken_out_stays_out():
    """Also where nothing else fits."""
    assert assigned([BATS, MONEY], barred={1: frozenset({0})})[1] is None


def test_members_draw_only_what_is_near_to_one_of_them():
    """A theme without words of its own is told by what people left in it."""
    theme = ThemeWords(words=NONE, members=(0, 1))
    assert assigned([theme]) == [0, 0, None, None, None]


def test_one_sentence_that_fits_is_enough():
    """A segment is as near as its nearest sentence."""
    long = [TEXTS[3] + " " + TEXTS[0], *TEXTS[1:]]
    units = Units(whole=encode(long), sentences=encode([TEXTS[3], TEXTS[0]]), owners=(0, 0))
    (found, *_) = assign_to_themes(units, [BATS, MONEY], (None,) * 5, {})
    assert found is not None
    assert found[0] == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_segments_changes_nothing(seed):
    """But for which is which."""
    order = np.random.default_rng(seed).permutation(len(TEXTS)).tolist()
    shuffled = assigned([BATS, MONEY], texts=[TEXTS[n] for n in order])
    assert shuffled == [assigned([BATS, MONEY])[n] for n in order]


MEMBERS = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.integers(0, 20).map(str), min_size=1), max_size=6
)


@settings(deadline=None, max_examples=50)
@given(MEMBERS)
def test_themes_match_themselves_whole(themes):
    """With an index of one, each with itself or an equal one."""
    found = matched_themes(themes, themes)
    assert [one for one, _, _ in found] == sorted(themes)
    assert all(share == pytest.approx(1) for _, _, share in found)


@settings(deadline=None, max_examples=50)
@given(MEMBERS, MEMBERS)
def test_a_match_is_one_to_one_and_never_empty(left, right):
    """No theme is matched twice, and none with one that shares no member."""
    found = matched_themes(left, right)
    assert len({a for a, _, _ in found}) == len({b for _, b, _ in found}) == len(found)
    assert all(left[a] & right[b] and 0 < share <= 1 for a, b, share in found)
