"""Words that give their author's name are not shown where the author wants no name."""

from __future__ import annotations

import pytest

from consult.analysis.consent import may_be_quoted
from consult.analysis.options import FindingOptions
from consult.domain.ledger import Consent, Respondent


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sean O'Marlow", "I am Sean O’Marlow of the mill."),
        ("Sean O'Marlow", "Yours,\nSean\nO'Marlow"),
        ("Quillon, Philippa", "As Philippa Quillon I say no."),
        ("Philippa Quillon", "QUILLON, PHILIPPA: no."),
        ("pq@example.org", "Write to pq@example.org."),
    ],
)
def test_words_with_the_authors_name_may_not_be_quoted(name, text):
    """However it is written, and on however many lines."""
    options = FindingOptions()
    hidden = Respondent(id="who_1", name="", aliases=(name,), consent=Consent.ANONYMOUS)
    assert not may_be_quoted(text, hidden, options)
    assert may_be_quoted("Somebody else says no.", hidden, options)
    named = Respondent(id="who_1", name=name, consent=Consent.PUBLISH)
    assert may_be_quoted(text, named, options)
