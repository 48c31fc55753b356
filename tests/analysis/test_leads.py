"""What leads into a list says nothing by itself."""

from __future__ import annotations

import pytest

from consult.analysis.leads import only_leads


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
