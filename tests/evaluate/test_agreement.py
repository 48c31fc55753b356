"""Agreement between coders, against published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from consult.evaluate.agreement import (
    cohen_kappa,
    compare_sets,
    compare_sides,
    krippendorff_alpha,
    masi_distance,
)

_CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2)


def test_alpha_of_the_published_example_with_missing_codes():
    """Krippendorff's (2011) example of four observers and twelve units: nominal alpha .743."""
    units = [
        "111",
        "2232",
        "3333",
        "3333",
        "2222",
        "1234",
        "4444",
        "1121",
        "2222",
        "555",
        "11",
        "3",
    ]
    assert krippendorff_alpha([list(u) for u in units]) == pytest.approx(0.743, abs=0.001)


@given(_CODES)
def test_kappa_is_that_of_scikit_learn(pairs):
    """Cohen's kappa agrees with the library wherever it is defined."""
    ours = cohen_kappa(pairs)
    if ours is not None:
        theirs = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])
        assert ours == pytest.approx(theirs)


def test_nothing_to_disagree_about_gives_no_figure():
    """Kappa and alpha of a single code used throughout are not defined, and are not called 1."""
    assert cohen_kappa([("a", "a")] * 9) is None
    assert krippendorff_alpha([["a", "a"]] * 9) is None
    assert cohen_kappa([]) is None


def test_sets_that_hold_each_other_are_nearer_than_sets_that_merely_meet():
    """MASI orders equal, held, meeting and apart."""
    held = masi_distance(frozenset("ab"), frozenset("abc"))
    meet = masi_distance(frozenset("ab"), frozenset("bc"))
    assert masi_distance(frozenset("ab"), frozenset("ab")) == 0 < held < meet < 1
    assert masi_distance(frozenset("ab"), frozenset("cd")) == 1
    assert held == pytest.approx(1 - 2 / 3 * 2 / 3)


def test_over_assignment_is_seen_beside_the_f1():
    """A coder who gives everything everywhere has full recall and a ratio far above one."""
    every = frozenset("ab")
    found = compare_sets(
        [(every, frozenset("a"), 1.0), (every, frozenset("b"), 1.0), (every, frozenset(), 1.0)]
    )
    assert (found.recall, found.precision, found.over_assignment) == (1.0, 2 / 6, 3.0)
    assert found.f1 == pytest.approx(0.5)


def test_weights_count_a_unit_as_many_times_as_it_stands_for():
    """A wrong unit of weight three counts as three."""
    right, wrong = (frozenset("a"), frozenset("a"), 1.0), (frozenset("c"), frozenset("b"), 3.0)
    assert compare_sets([right, wrong]).precision == 0.25


def test_flips_stand_apart_from_not_taking_a_side():
    """One opposite side among two sided units is a flip rate of a half; abstaining is no flip."""
    found = compare_sides(
        [("AGREE", "AGREE", 1.0), ("DISAGREE", "AGREE", 1.0), (None, "DISAGREE", 2.0)]
    )
    assert found.flips == 0.5
    assert found.over_assignment == 0.5
    assert found.macro_f1 == pytest.approx((2 / 3 + 0) / 2)
