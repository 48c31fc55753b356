"""The measure itself: what counts as right, as an abstention and as a flip."""

from __future__ import annotations

import pytest

from consult.domain.coding import Position
from tests.demo.finished import Confusion, judge


@pytest.mark.parametrize(
    ("gold", "got", "verdict"),
    [
        (["AGREE"], Position.AGREE, "right"),
        (["DISAGREE", "AGREE_WITH_CONDITIONS"], Position.AGREE_WITH_CONDITIONS, "right"),
        (["AGREE"], Position.UNCLEAR, "abstains"),
        (["AGREE"], None, "abstains"),
        (["UNCLEAR", "NEITHER"], None, "right"),
        (["AGREE"], Position.DISAGREE, "flip"),
        (["DISAGREE"], Position.AGREE_WITH_CONDITIONS, "flip"),
        (["AGREE_WITH_CONDITIONS"], Position.AGREE, "other"),
        (["AGREE"], Position.MIXED, "other"),
        (["NEITHER"], Position.DISAGREE, "other"),
    ],
)
def test_judges(gold, got, verdict):
    """Only an opposite side is a flip; silence is right only where the words are unclear."""
    assert judge(gold, got) == verdict


def test_table_counts_every_case():
    """Each case stands once in the table, and flips are named."""
    confusion = Confusion()
    confusion.add("a", "AGREE", Position.AGREE)
    confusion.add("b", "AGREE|MIXED", Position.DISAGREE)
    confusion.add("c", "DISAGREE", None)
    assert confusion.cases == 3
    assert confusion.accuracy == pytest.approx(1 / 3)
    assert confusion.flips == ["b: AGREE|MIXED, machine says DISAGREE"]
    assert "| AGREE | 1 | 0 | 1 | 0 | 0 | 0 | 0 |" in confusion.table()
