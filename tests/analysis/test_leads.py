"""What leads into a list says nothing by itself."""

from __future__ import annotations

import pytest

from consult.analysis.leads import announces, lead_in, only_leads
from tests.builders import make_document, make_segment


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("We want these things:", True),
        ("We like the lamps and use some of them but", True),
        ("The pier offers shelter, including", True),
        ("We like the lamps.", False),
        ("The boat has a rudder", False),
    ],
)
def test_a_text_that_breaks_off_only_leads(text: str, leads: bool) -> None:
    assert only_leads(text) is leads


@pytest.mark.parametrize(
    ("lead", "later"), [("Every child should be able to say:", True), ("What we want:", False)]
)
def test_a_lead_that_gives_speech_does_so_to_the_end_of_its_item(lead: str, later: bool) -> None:
    """Other leads go with what begins an item alone."""
    document = make_document(f"We met. {lead}", "- I am warm. I can read.")
    first, second = (make_segment(document, text) for text in ("I am warm.", "I can read."))
    assert lead_in(document, first) == lead
    assert lead_in(document, second) == (lead if later else None)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("What young people told us:", True),
        ("This is what our members said about the buses:", True),
        ("We oppose:", False),
        ("What we want the council to do:", False),
        ("Members support the following:", False),
    ],
)
def test_a_lead_that_only_announces_what_was_said_is_told_from_one_that_takes_a_side(
    lead, expected
):
    assert announces(lead) is expected
