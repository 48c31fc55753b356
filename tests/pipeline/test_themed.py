"""What stands in themes, of a whole run without models."""

from __future__ import annotations

from consult.pipeline.progress import Silent
from tests.e2e.fakes import make_pond, open_pond, run_pond, write

LETTER = """Dear Council,

We would ask the parish council to do these things:

- light the footpath round the pond at night with lanterns
- cut back the willows that hang over the footpath

Yours sincerely,

Dot Hay
"""
LEAD = "We would ask the parish council to do these things:"


def test_what_only_leads_into_a_list_makes_no_theme(tmp_path):
    """Its items are read with it; by itself it says nothing that others could say too."""
    pond = make_pond(tmp_path)
    write(pond.input_folder / "letters" / "dot.txt", LETTER, at=1_770_000_100)
    result = run_pond(open_pond(tmp_path), Silent()).result
    by_text = {segment.text: segment.id for segment in result.corpus.segments}
    assert LEAD in by_text
    themed = {coding.segment_id for coding in result.corpus.theme_codings}
    assert by_text[LEAD] not in themed
    assert any(text.startswith("light the") and i in themed for text, i in by_text.items())
