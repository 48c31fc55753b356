"""What a finding says of the side that its respondents are on."""

import pytest

from consult.analysis.statements import Subject, on_point
from consult.domain.coding import Position
from consult.domain.finding import FindingKind

AGREE, CONDITIONS = Position.AGREE, Position.AGREE_WITH_CONDITIONS


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ({AGREE}, "who agree,"),
        ({CONDITIONS}, "who agree with conditions,"),
        ({AGREE, CONDITIONS}, "who agree, some with conditions,"),
        ({Position.DISAGREE}, "who disagree,"),
    ],
)
def test_one_side_is_told_with_its_conditions(sides, said):
    statement = on_point(
        FindingKind.POINT, Subject(text="A few (2 of 9)", plural=True), "Yes.", sides=sides
    )
    assert statement.startswith(f"A few (2 of 9), {said} make")


@pytest.mark.parametrize("sides", [(), {AGREE, Position.DISAGREE}, {Position.MIXED}])
def test_no_side_is_told_where_they_are_on_none_or_several(sides):
    statement = on_point(
        FindingKind.POINT, Subject(text="A few (2 of 9)", plural=True), "Yes.", sides=sides
    )
    assert statement.startswith("A few (2 of 9) make")
