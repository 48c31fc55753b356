"""The way of a quote back to the bytes that arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.domain.codec import encode
from consult.domain.document import BlockKind, Document, Locator, SourceRun
from consult.domain.errors import IntegrityError
from consult.domain.ledger import Item
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.domain.segment import Voice
from consult.report.places import block_at, place_of
from consult.report.records import instant
from consult.report.words import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedIn:
    """A finding that rests on the quote."""

    finding_id: str
    question_number: str
    """Empty outside the questions."""
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Each step from a quote to its source, checked on the way."""

    quote_id: str
    text: str
    respondent_id: str | None
    respondent: str
    cited_in: tuple[CitedIn, ...]
    segment_id: str | None
    segment_text: str
    voice: Voice | None
    document_id: str
    document_title: str
    reader: str
    start: int
    end: int
    block_kind: BlockKind | None
    headings: tuple[str, ...]
    locator: Locator
    place: str
    """The locator in words."""
    source_start: int | None
    """Code points into the decoded source; None where the reader keeps no way back."""
    source_end: int | None
    items: tuple[Item, ...]
    """The item, then the one it came in, and so on to what arrived."""

    def as_dict(self) -> dict[str, Any]:
        """Return the trace as JSON values, for machines."""
        values: dict[str, Any] = encode(self)
        return values

    def as_lines(self) -> list[str]:
        """Return the trace for a terminal, one step a line."""
        who = self.respondent
        if self.voice is not None and (self.voice.speaker or self.voice.organisation):
            said = ", ".join(filter(None, (self.voice.speaker, self.voice.organisation)))
            who += f" (as reported: {shown(said)})"
        source = ""
        if self.source_start is not None:
            source = f", source characters {self.source_start}–{self.source_end}"
        steps = [
            f"quote       {self.quote_id}",
            f"            “{shown(self.text)}”",
            f"said by     {who}",
        ]
        steps += [
            f"cited in    {one.question_number or 'outside the questions'} "
            f"{one.finding_id}: {shown(one.statement)}"
            for one in self.cited_in
        ]
        if self.segment_id:
            steps.append(f"segment     {self.segment_id}")
        steps.append(
            f"document    {self.document_id}, characters {self.start}–{self.end}, "
            f"read by {self.reader}{source}"
        )
        if self.headings:
            steps.append("under       " + " › ".join(shown(h) for h in self.headings))
        steps.append(f"place       {self.place or 'not known for this format'}")
        for number, item in enumerate(self.items):
            steps.append(
                f"{'item' if not number else 'came in':<12}{item.id}: {shown(item.name)} "
                f"({shown(item.channel)}: {shown(item.source_key)})"
            )
            steps.append(f"            sha256 {item.sha256}, {item.size:,} bytes")
            if item.received is not None:
                steps.append(f"            received {instant(item.received)}")
        return steps


def trace(result: RunResult, quote_id: str) -> Trace:
    """Return the way from a quote to the item that arrived.

    Raises:
        KeyError: when the run has no such quote.
        IntegrityError: ``QUOTE_MISMATCH`` when its words do not stand where it says, or
            ``RECORD_MISSING`` when its document is not there.
    """
    quote = next((q for q in result.quotes if q.id == quote_id), None)
    if quote is None:
        raise KeyError(quote_id)
    corpus = result.corpus
    document = _document(result, quote)
    quote.check(document)
    segment = next((s for s in corpus.segments if s.id == quote.segment_id), None)
    who = next((r for r in corpus.respondents if r.id == quote.respondent_id), None)
    block = block_at(document, quote.start)
    locator = block.locator if block else segment.locator if segment else Locator()
    source = source_span(document, quote.start, quote.end)
    return Trace(
        quote_id=quote.id,
        text=quote.text,
        respondent_id=quote.respondent_id,
        respondent=shown(who.name) if who else "nobody whose view counts",
        cited_in=_cited_in(result, quote_id),
        segment_id=quote.segment_id,
        segment_text=segment.text if segment else "",
        voice=segment.voice if segment else None,
        document_id=document.id,
        document_title=document.title,
        reader=document.reader,
        start=quote.start,
        end=quote.end,
        block_kind=block.kind if block else None,
        headings=tuple(
            document.text[span.start : span.end]
            for span in document.heading_path(document.blocks.index(block))
        )
        if block
        else (),
        locator=locator,
        place=place_of(document, quote.start),
        source_start=source[0] if source else None,
        source_end=source[1] if source else None,
        items=_items(result, document.item_id),
    )


def source_span(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Return where canonical text stands in the decoded source, or None where it is not known.

    Characters that cleaning put in belong to the run beside them. Inside a run whose length
    changed the whole run is given, so the span always holds the words.
    """
    runs = [run for run in document.source_map if run.start < end and start < run.end]
    if not runs:
        return None
    return _at(runs[0], start, first=True), _at(runs[-1], end, first=False)


def _at(run: SourceRun, offset: int, *, first: bool) -> int:
    inside = run.start <= offset <= run.end
    if inside and run.end - run.start == run.source_end - run.source_start:
        return run.source_start + offset - run.start
    return run.source_start if first else run.source_end


def _document(result: RunResult, quote: Quote) -> Document:
    for document in result.corpus.documents:
        if document.id == quote.document_id:
            return document
    raise IntegrityError(
        "RECORD_MISSING",
        f"the document {quote.document_id} of quote {quote.id} is not in this run; "
        "run `consult run` again.",
    )


def _cited_in(result: RunResult, quote_id: str) -> tuple[CitedIn, ...]:
    numbers = {q.id: q.number for q in result.corpus.consultation.questions}
    return tuple(
        CitedIn(
            finding_id=finding.id,
            question_number=numbers.get(found.question_id or "", ""),
            statement=finding.statement,
        )
        for found in result.findings
        for finding in (*found.findings, *found.reported)
        if quote_id in finding.quote_ids
    )


def _items(result: RunResult, item_id: str) -> tuple[Item, ...]:
    items = {item.id: item for item in result.corpus.items}
    chain: list[Item] = []
    current: str | None = item_id
    while current is not None and current in items and items[current] not in chain:
        chain.append(items[current])
        current = items[current].parent_id
    return tuple(chain)
