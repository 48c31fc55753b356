"""The negator turns a proposition into one that is true where it is false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.negation import negate


@pytest.mark.parametrize(
    ("proposition", "expected"),
    [
        ("The ferry should run all year", "The ferry should not run all year"),
        ("The need to act is urgent", "The need to act is not urgent"),
        ("This will cost too much", "This will not cost too much"),
        ("The public will pay for it", "The public will not pay for it"),
        (
            "The way the council is run should change",
            "It is not true that the way the council is run should change",
        ),
        (
            "The limit should not only apply in towns",
            "It is not true that the limit should not only apply in towns",
        ),
        (
            "The plan should do nothing for lorries",
            "It is not true that the plan should do nothing for lorries",
        ),
        ("The plan is to close the pool", "The plan is not to close the pool"),
        ("Elections in May should be moved", "Elections in May should not be moved"),
        ("The will of residents should decide", "The will of residents should not decide"),
        ("The ferry should not run all year", "The ferry should run all year"),
        ("Dogs must never be let off the lead", "Dogs must sometimes be let off the lead"),
        ("Dogs can be let off the lead", "Dogs cannot be let off the lead"),
        ("Dogs cannot be let off the lead", "Dogs can be let off the lead"),
        ("The pier is safe", "The pier is not safe"),
        ("The pier isn't safe", "The pier is safe"),
        ("Fees won't rise", "Fees will rise"),
        ("There are no seats at the stop", "There are seats at the stop"),
        ("There should be no more bonfires", "There should be more bonfires"),
        ("The grant does not reach tenants", "The grant does reach tenants"),
        ("The rules need to change", "The rules do not need to change"),
        ("Repairs have been slow", "Repairs have not been slow"),
        ("This house believes that bells are too loud",
         "This house believes that bells are not too loud"),
        ("The rules confuse visitors", "It is not true that the rules confuse visitors"),
        ("It is not true that the rules confuse visitors", "The rules confuse visitors"),
        ("Nobody should pay to park", "It is not true that Nobody should pay to park"),
        ("Drivers who do not slow down cause harm",
         "It is not true that Drivers who do not slow down cause harm"),
    ],
)  # fmt: skip
def test_first_operator_of_the_main_clause_is_negated(proposition: str, expected: str) -> None:
    """Modal, copula, perfect, need and denial each have their own negation."""
    assert negate(proposition) == expected


def test_a_question_has_no_negation() -> None:
    """Only statements can be denied."""
    assert negate("Should the ferry run all year?") is None
    assert negate("  ") is None


@given(st.text(max_size=300))
def test_any_text_is_negated_to_other_text_or_none(text: str) -> None:
    """Whatever comes in, the negation is never the same sentence, and nothing fails."""
    turned = negate(text)
    assert turned is None or turned != text.strip()


@given(st.sampled_from(["should", "must", "could", "will", "is", "are"]))
def test_negating_twice_gives_the_proposition_back(operator: str) -> None:
    """A negation that was put in is taken out again."""
    proposition = f"The harbour {operator} open"
    assert negate(negate(proposition) or "") == proposition


@pytest.mark.parametrize("subject", ["Only residents", "Fewer buses", "At least one bench"])
def test_a_subject_that_limits_is_denied_whole(subject: str) -> None:
    """ "Only residents should not park" does not deny that only residents should."""
    claim = f"{subject} should be allowed in the square."
    assert negate(claim) == f"It is not true that {claim[0].lower()}{claim[1:]}"
