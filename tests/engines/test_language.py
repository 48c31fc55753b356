"""Languages of short and long answers."""

from __future__ import annotations

import pytest

from consult.engines.language import LangidIdentifier

IDENTIFIER = LangidIdentifier()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mae angen mwy o fysiau yn y pentref ar ôl chwech o'r gloch.", "cy"),
        ("Rwy'n cytuno gyda'r cynnig hwn am y llyfrgell.", "cy"),
        ("Cau'r llyfrgell yn syniad gwael iawn", "cy"),
        ("I agree with the plan for the library.", "en"),
        ("The libary shud stay open cos kids need it", "en"),
        ("Nothing to add really, thanks for asking all of us", "en"),
        ("Der Plan ist nicht gut für die Stadt und ihre Kinder, und er kostet viel Geld.", "de"),
        ("No comment", "und"),
        ("", "und"),
        ("12345 67890 12345 67890 12345", "und"),
    ],
)
def test_language_of_answers(text, language):
    """Welsh, English with child's spelling, German; too short is unknown."""
    assert IDENTIFIER.identify([text]) == [language]


def test_order_and_revision():
    """Results keep the order of the texts and the revision names the installed library."""
    texts = ["We would like more buses in the evening.", "x", "Mae hyn yn syniad da iawn i ni."]
    assert IDENTIFIER.identify(texts) == ["en", "und", "cy"]
    assert IDENTIFIER.revision
