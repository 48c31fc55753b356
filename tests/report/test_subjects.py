"""Subjects of exclusions and problems in words."""

from __future__ import annotations

from consult.domain.run import RunResult
from consult.report.subjects import Subjects


def test_ids_become_names_and_words(run: RunResult) -> None:
    """Items, responses, documents, segments and spans are named; the rest stays."""
    subjects = Subjects(run.corpus)
    segment = next(s for s in run.corpus.segments if s.locator.slide)
    item = next(i for i in run.corpus.items if i.name == "chamber.pptx")
    response = next(r for r in run.corpus.responses if item.id in r.item_ids)
    span = f"{segment.document_id}:{segment.start}-{segment.start + 11}"

    assert subjects.words(item.id) == "chamber.pptx"
    assert subjects.words(response.id) == "Chamber of Trade, Fenwick Vale: chamber.pptx"
    assert subjects.words(segment.document_id) == "chamber.pptx"
    assert subjects.words(segment.id).startswith("chamber.pptx, slide 4: “The council should")
    assert subjects.words(span) == "chamber.pptx, slide 4: “The council”"
    assert subjects.words("letters/a\u202eb.txt") == "letters/ab.txt"
    assert subjects.words("doc_0000000000000000:1-2") == "doc_0000000000000000:1-2"
