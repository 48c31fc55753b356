"""Masks over the names of those who want none, in any text of the public report."""

from __future__ import annotations

from consult.domain.ledger import Consent, Respondent
from consult.report.names import MASK, naming
from consult.report.options import ReportOptions


def test_a_hidden_name_is_masked_however_it_is_written() -> None:
    """Another apostrophe, the surname first or a line between make no difference."""
    hidden = [
        Respondent(id="who_1", name="Sean O'Marlow", consent=Consent.ANONYMOUS),
        Respondent(id="who_2", name="Quillon, Philippa", consent=Consent.ANONYMOUS),
        Respondent(id="who_3", name="Odd Fellow", consent=Consent.ANONYMOUS),
        Respondent(id="who_4", name="Odd Fellow", consent=Consent.PUBLISH),
    ]
    people = naming(hidden, ReportOptions())
    for said in ("Sean O’Marlow", "O'MARLOW, Sean", "Philippa\nQuillon", "Quillon, Philippa"):
        assert people.masked_text(f"As {said} said", "who_9") == f"As {MASK} said"
    assert people.masked_text("Odd Fellow said", "who_9") == "Odd Fellow said"
    parts = people.masked("I, Sean O’Marlow, and my Marlow aunts", "who_1")
    assert "".join(p.text for p in parts) == f"I, {MASK}, and my {MASK} aunts"
