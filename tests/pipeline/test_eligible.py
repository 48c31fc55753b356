"""Which segments are coded: views, and no wish about what may be published."""

from consult.pipeline.eligible import eligible
from tests.builders import make_document, make_segment


def test_a_wish_about_publishing_is_excluded_with_its_reason():
    """It is heeded as consent; told as an ask it would be a finding about the form."""
    wish, point = "Please do not publish my name.", "The weir should stay."
    document = make_document(wish, point)
    segments = [make_segment(document, text, respondent_id="ann") for text in (wish, point)]
    found = eligible(segments, {document.id: document}, "en")
    assert [s.text for s in found.coded] == [point]
    assert [e.subject_id for e in found.excluded] == [segments[0].id]
    assert "published" in found.excluded[0].reason
