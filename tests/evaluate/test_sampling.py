"""Samples for blind coding."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from consult.evaluate.sampling import Candidate, draw

CANDIDATES = [
    Candidate(id=f"{name}{n}", stratum=name)
    for name, count in (("common", 500), ("some", 40), ("rare", 3))
    for n in range(count)
]


def test_rare_strata_are_drawn_in_full_and_the_rest_evenly():
    """The three rare units are all in a sample of 43, and both others give twenty."""
    counts = Counter(d.stratum for d in draw(CANDIDATES, 43, "s"))
    assert counts == {"rare": 3, "some": 20, "common": 20}


def test_weights_add_up_to_the_number_of_candidates():
    """Every unit stands for its share, so that estimates are of the whole."""
    assert round(sum(d.weight for d in draw(CANDIDATES, 43, "s"))) == len(CANDIDATES)


def test_the_order_of_candidates_changes_nothing_and_another_seed_does():
    """The same run and seed give the same sheet; a second sample is another one."""
    assert draw(CANDIDATES, 60, "s") == draw(CANDIDATES[::-1], 60, "s")
    assert draw(CANDIDATES, 60, "s") != draw(CANDIDATES, 60, "t")


def test_strata_are_mixed_so_that_the_order_gives_nothing_away():
    """The first ten of a sample come from more than one stratum."""
    assert len({d.stratum for d in draw(CANDIDATES, 43, "s")[:10]}) > 1


@given(
    sizes=st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 30), min_size=1),
    size=st.integers(0, 100),
)
def test_never_more_than_asked_never_twice(sizes, size):
    """A sample has the size asked for, or everything there is."""
    candidates = [
        Candidate(id=f"{name}-{n}", stratum=name) for name, c in sizes.items() for n in range(c)
    ]
    drawn = draw(candidates, size, "x")
    assert len(drawn) == min(size, len(candidates))
    assert len({d.id for d in drawn}) == len(drawn)
