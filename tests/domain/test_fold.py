"""One respondent's position folded from what its segments say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.coding import Position, fold_positions

P = Position


@pytest.mark.parametrize(
    ("said", "folded"),
    [
        ([], P.UNCLEAR),
        ([P.AGREE, P.DISAGREE], P.MIXED),
        ([P.AGREE_WITH_CONDITIONS, P.DISAGREE], P.MIXED),
        ([P.AGREE, P.AGREE_WITH_CONDITIONS], P.AGREE_WITH_CONDITIONS),
        ([P.AGREE, P.NEITHER, P.UNCLEAR], P.AGREE),
        ([P.DISAGREE, P.NEITHER], P.DISAGREE),
        ([P.NEITHER, P.UNCLEAR], P.NEITHER),
        ([P.UNCLEAR], P.UNCLEAR),
        ([P.MIXED, P.AGREE], P.MIXED),
    ],
)
def test_folding(said, folded):
    """Agree and disagree are mixed, any condition conditions, nothing clear is unclear."""
    assert fold_positions(said) is folded


@given(st.lists(st.sampled_from(list(Position))))
def test_order_and_repetition_do_not_matter(positions):
    """A respondent who says a thing twice, or in another order, has the same position."""
    assert fold_positions(positions) is fold_positions([*reversed(positions), *positions])
