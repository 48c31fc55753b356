"""Conditions on support are found; other ifs are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.conditions import conditional, without_condition
from tests.coding.field import field_sentences


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("We support the tram, provided that it reaches the hospital.",
         "provided that it reaches the hospital"),
        ("As long as it is free, I am happy with the pass.", "As long as it is free"),
        ("If the school has a say, we could support the merger.", "If the school has a say"),
        ("Fine, but only if nobody is evicted.", "but only if nobody is evicted"),
        ("We agree, subject to a proper survey.", "subject to a proper survey"),
        ("OK but only when the ferry runs.", "but only when the ferry runs"),
        ("The bridge has our support on two conditions: that it is lit, and that it is gritted.",
         "on two conditions: that it is lit, and that it is gritted"),
    ],
)  # fmt: skip
def test_a_condition_spans_its_clause(text: str, clause: str) -> None:
    """From the marker to the comma that ends an opening clause, or to the stop."""
    found = conditional(text)
    assert found is not None
    assert text[found.start : found.end] == clause


@pytest.mark.parametrize(
    "text",
    [
        "If you walk along the quay you will see the cracks.",
        "Tenants are subject to yearly checks.",
        "The meals provided by the kitchen are good.",
        "We ask if the bridge can carry lorries, and agree with the survey.",
        "I have lived here as long as anyone can remember.",
        "The firm gave a grant, providing the club with new boats.",
    ],
)
def test_other_ifs_are_no_conditions(text: str) -> None:
    """A fact, a question or a participle puts nothing on support."""
    assert conditional(text) is None


def test_field_sentences_with_conditions_are_told_from_the_others() -> None:
    """All but one in twenty of the conditional ones; of the others at most one in a hundred."""
    rows = field_sentences()
    truly = [r for r in rows if r["stance"] == "agree_with_conditions"]
    others = [r for r in rows if r["stance"] != "agree_with_conditions"]
    assert sum(conditional(r["text"]) is None for r in truly) <= len(truly) // 20
    assert sum(conditional(r["text"]) is not None for r in others) <= len(others) // 100


@given(st.text(max_size=400))
def test_a_condition_lies_inside_its_text(text: str) -> None:
    """Offsets hold for any text."""
    found = conditional(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["if ", "provided ", "but only ", "support if a ", "with the "])
def test_hostile_repetition_costs_little(piece: str) -> None:
    """A hundred kilobytes of markers take no more than seconds."""
    began = time.perf_counter()
    conditional(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 5


def test_what_is_left_without_its_condition_says_the_side() -> None:
    """The clause goes, the rest stays; a text that is nothing but a condition stays whole."""
    text = "We support the tram, provided that it is quiet. It is needed."
    assert without_condition(text) == "We support the tram. It is needed."
    assert without_condition("Only if it is quiet") == "Only if it is quiet"
    assert without_condition("The tram is red.") == "The tram is red."


def test_provided_that_is_a_condition_whatever_follows():
    """No word after "provided that" makes a participle of it."""
    text = "I would back the footbridge provided that wheelchair users can still reach the quay."
    found = conditional(text)
    assert found is not None
    assert text[found.start : found.end].startswith("provided that wheelchair users")
    assert conditional("It is provided that way by law.") is None


@pytest.mark.parametrize(
    "text",
    [
        "I agree. My bus runs in the morning but not after 6pm.",
        "Yes. The library is open but only for three days a week.",
        "I agree. People would be happy if buses ran later.",
        "Yes. Nobody would support the old scheme if they had used it.",
        "We agree that care is dependent on where you live.",
    ],
)
def test_what_limits_something_else_is_no_condition_of_the_support(text):
    """A condition limits the support, not the timetable beside it."""
    assert conditional(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I support it, but only for three days a week.",
        "Yes, but not after dark.",
        "Care is dependent on money, and we agree provided that there is some.",
        "Our support is dependent on where the lights stand.",
        "We would be happy if buses ran later.",
        "Our support rests on three conditions.",
        "We have no objection to a national framework of bands, if the bands are wide enough.",
        "Not against it if there's an exceptional cases route.",
    ],
)
def test_what_limits_the_support_is_its_condition(text):
    assert conditional(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I support this. I am happy to talk if you want.",
        "I would be happy to discuss this further if it would help. I agree.",
        "I am happy to be contacted if you need more information.",
        "We agree that fines should be issued if people park there.",
        "I support this because if nothing is done the town will die.",
        "We agree that benefits must never be conditional on work.",
        "I could have supported this if you had asked us first.",
        "Only if we act now can we save the library.",
    ],
)
def test_courtesy_reasons_and_what_might_have_been_set_no_condition(text):
    assert conditional(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I agree with this provided it is properly funded.",
        "Yes provided funding is available.",
        "Only if these things are met can we support it.",
    ],
)
def test_conditions_without_a_comma_or_with_the_verb_first_are_found(text):
    assert conditional(text) is not None
