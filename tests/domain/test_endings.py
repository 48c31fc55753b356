"""Words that were cut short end on none that only leads on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.endings import leads_on, without_what_leads_on

WORDS = st.lists(
    st.sampled_from(["the", "pier", "of", "and", "has", "however,", "for", "example"]), max_size=12
).map(" ".join)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("The pier is closed for the", "The pier is closed"),
        ("Swimmers wait, for example", "Swimmers wait"),
        ("The money has however", "The money"),
        ("The end of it", "The end of it"),
        ("For", "For"),
    ],
)
def test_what_leads_on_is_taken_off(words, kept):
    assert without_what_leads_on(words) == kept


@given(WORDS)
def test_what_is_kept_is_a_beginning_that_leads_nowhere(words):
    kept = without_what_leads_on(words)
    assert words.startswith(kept)
    assert not leads_on(kept)
