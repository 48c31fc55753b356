"""From a quote to the bytes that arrived."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.document import BlockKind, Document, Locator, Role
from consult.domain.run import RunResult
from consult.report.trace import source_span, trace
from consult.text.canonical import CanonicalBuilder, Piece


def test_every_quote_leads_to_an_item_with_its_digest(run: RunResult) -> None:
    """Quote, segment, document, block, source offsets, item: each step is there."""
    items = {item.id: item for item in run.corpus.items}
    documents = {d.id: d for d in run.corpus.documents}

    for quote in run.quotes:
        found = trace(run, quote.id)
        document = documents[found.document_id]

        assert document.text[found.start : found.end] == found.text == quote.text
        assert found.items[0] == items[document.item_id]
        assert len(found.items[0].sha256) == 64
        assert found.place
        assert (found.source_start, found.source_end) == (quote.start + 3, quote.end + 3)


def test_a_trace_prints_each_step_and_reads_as_json(run: RunResult) -> None:
    """For people and for machines."""
    found = trace(run, run.quotes[0].id)
    text = "\n".join(found.as_lines())

    for part in (found.quote_id, found.document_id, found.items[0].sha256, found.place):
        assert part in text
    assert json.loads(json.dumps(found.as_dict()))["quote_id"] == found.quote_id


def test_a_trace_names_the_findings_that_rest_on_the_quote(run: RunResult) -> None:
    """Each with the question it answers."""
    finding = run.findings[0].findings[0]
    found = trace(run, finding.quote_ids[0])

    assert finding.id in {one.finding_id for one in found.cited_in}
    assert {one.question_number for one in found.cited_in} >= {"1.1"}


def test_a_reported_quote_names_speaker_and_organisation(run: RunResult) -> None:
    """The press item is the source, the speaker the voice."""
    reported = next(f for q in run.findings for f in q.reported)
    text = "\n".join(trace(run, reported.quote_ids[0]).as_lines())

    assert "as reported: Joan Ferris, Ouzel Valley Walkers" in text
    assert "valley-news.txt" in text


def test_an_unknown_quote_is_a_key_error(run: RunResult) -> None:
    """The caller may look in another run."""
    with pytest.raises(KeyError):
        trace(run, "quote_ffffffffffffffff")


@given(st.lists(st.text(alphabet="ab é\u0301ﬁ\u200b\t\n", min_size=1, max_size=12), min_size=1))
def test_source_offsets_hold_the_canonical_words(paragraphs: list[str]) -> None:
    """The source span of any stretch contains what the stretch was made from."""
    source = "\x00".join(paragraphs)
    builder = CanonicalBuilder()
    position = 0
    for paragraph in paragraphs:
        builder.add(BlockKind.PARAGRAPH, [Piece(paragraph, position)], Locator())
        position += len(paragraph) + 1
    laid = builder.build()
    document = Document(
        id="doc_x",
        item_id="item_x",
        respondent_id=None,
        role=Role.RESPONSE,
        media_type="text/plain",
        reader="t@1",
        text=laid.text,
        blocks=laid.blocks,
        source_map=laid.source_map,
    )

    for block in laid.blocks:
        for start in range(block.start, block.end):
            if document.text[start] not in "ab":
                continue
            span = source_span(document, start, start + 1)
            assert span is not None
            assert document.text[start] in source[span[0] : span[1]]
