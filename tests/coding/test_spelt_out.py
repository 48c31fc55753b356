"""Positions declared in the proposition's own words."""

import pytest

from consult.coding.explicit import Explicit
from consult.coding.spelt_out import spelt_out

BRIDGE = "Hollow Lane should be closed to lorries at night."


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("We support closing Hollow Lane to lorries.", Explicit.AGREE),
        ("The Residents' Group strongly supports the closure of Hollow Lane to lorries, but the "
         "signs must be lit.", Explicit.AGREE),
        ("I cannot agree that Hollow Lane should be closed to lorries.", Explicit.DISAGREE),
        ("We are against closing Hollow Lane.", Explicit.DISAGREE),
        ("We are not convinced that Hollow Lane should be closed at night.", Explicit.DISAGREE),
        ("We are not persuaded that Hollow Lane should be closed at night, nor that it should "
         "stay open.", None),
        ("The committee supports closing Hollow Lane to lorries; we do not.", None),
        ("My brother supports closing Hollow Lane to lorries.", None),
        ("We support keeping Hollow Lane open to lorries.", None),
        ("We support the idea that Hollow Lane should not be closed.", None),
        ("We support better lighting.", None),
        ("The closure has our full support.", Explicit.AGREE),
        ("We would support the closure if the signs were lit.", Explicit.AGREE),
        ("The members voted 12 to 3 against closing Hollow Lane.", Explicit.DISAGREE),
        ("The lane has our support.", None),
        ("We support the council.", None),
        ("They support closing Hollow Lane.", None),
        ("The haulage company supports closing Hollow Lane.", None),
        ("The Lane Society supports closing Hollow Lane.", Explicit.AGREE),
        ("Only the members support closing Hollow Lane.", None),
        ("Nobody can say that we support closing Hollow Lane.", None),
        ("The other group supports closing Hollow Lane.", None),
        ("We support closing Hollow Lane. We oppose closing Hollow Lane at night.", None),
        ("The Club supports the proposals for Hollow Lane.", Explicit.AGREE),
        ("We are opposed to the council's plans for lorries.", Explicit.DISAGREE),
        ("We welcome the closure of Hollow Lane to lorries.", Explicit.AGREE),
        ("We welcome the opportunity to speak of lorries at night.", None),
        ("We support the proposals for Mill Street.", None),
        ("We support the plans for a tram in Hollow Lane.", None),
    ],
)  # fmt: skip
def test_the_object_decides(text, position):
    """Only what the proposition itself says, the same way round, by the speaker, counts."""
    assert spelt_out(text, BRIDGE) is position


FEE = "A bridge toll is the fairest way to pay for the repairs."


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("There is nothing fair about a toll that only workers pay.", Explicit.DISAGREE),
        ("A toll is anything but fair.", Explicit.DISAGREE),
        ("It isn't fair to those who cross twice a day.", Explicit.DISAGREE),
        ("There is nothing wrong with a toll.", None),
        ("It is not cheap, but it is fair.", None),
    ],
)
def test_denying_the_quality_that_a_proposition_claims_disagrees(text, position):
    """Only the proposition's own quality, denied, counts."""
    assert spelt_out(text, FEE) is position


def test_saying_how_things_are_denies_no_proposal():
    """That a lane is not closed now is no objection to closing it."""
    assert spelt_out("It is not closed at present.", BRIDGE) is None


LANE = "Hollow Lane should be closed to lorries."


@pytest.mark.parametrize(
    "text",
    [
        "Do I agree that Hollow Lane should be closed to lorries? No.",
        "Under no circumstances do we support closing Hollow Lane to lorries.",
        "Nor do we support closing Hollow Lane to lorries",
        "I support those who oppose closing Hollow Lane to lorries.",
        "We support allowing lorries in Hollow Lane at night.",
        "I support leaving Hollow Lane open to lorries.",
        "I object to lorries in Hollow Lane at night.",
        "The council says we support closing Hollow Lane to lorries.",
        "Our MP supports closing Hollow Lane to lorries.",
    ],
)
def test_questions_denials_and_what_is_done_the_other_way_declare_nothing(text):
    assert spelt_out(text, LANE) is None


@pytest.mark.parametrize(
    ("text", "proposition", "position"),
    [
        ("We support closing Hollow Lane to lorries.", LANE, Explicit.AGREE),
        ("Our members support the closure of Hollow Lane to lorries.", LANE, Explicit.AGREE),
        ("We oppose ending the night bus.", "The night bus should end.", Explicit.DISAGREE),
        ("The present toll is not fair.", FEE, None),
        ("It is not fair to criticise the toll.", FEE, None),
    ],
)
def test_what_is_wanted_done_is_named_by_its_verb(text, proposition, position):
    assert spelt_out(text, proposition) is position
