"""What stands around a segment in its document: block, headings, the lead of a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from consult.analysis.leads import announces, lead_in, only_leads
from consult.domain.document import BlockKind, Document, Span
from consult.domain.segment import Segment
from consult.domain.sentences import sentence_spans

_ONLY_NUMBER = re.compile(r"\s*\d{1,3}[a-h]?\s*")


class Surroundings:
    """What stands around segments in their documents, looked up by segment."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._starts = {d.id: [b.start for b in d.blocks] for d in documents.values()}
        self._headings: dict[str, list[str]] = {}

    def text(self, segment: Segment) -> str:
        """Return the whole text of the document that a segment stands in."""
        return self._documents[segment.document_id].text

    def ranked_headings(self, segment: Segment) -> list[tuple[Span, int]]:
        """Return the headings of the document that a segment stands in, with their levels."""
        return [
            (Span(start=block.start, end=block.end), block.level)
            for block in self._documents[segment.document_id].blocks
            if block.kind is BlockKind.HEADING and block.level is not None
        ]

    def numbered(self, segment: Segment) -> list[tuple[int, str]]:
        """Return the numbers in the document of a segment that stand in no line of its text.

        Where a block begins whose number its reader took off, with that number (*4.*), and where a
        cell of a table holds nothing else (*4|*); in order.
        """
        document = self._documents[segment.document_id]
        found = []
        for block in document.blocks:
            label, text = block.locator.number_label, document.text[block.start : block.end]
            if label and not text.startswith(label):
                found.append((block.start, label))
            elif block.locator.row is not None and _ONLY_NUMBER.fullmatch(text):
                found.append((block.start, f"{text.strip()}|"))
        return found

    def block_index(self, segment: Segment) -> int:
        """Return the index of the block that a segment stands in."""
        return bisect_right(self._starts[segment.document_id], segment.start) - 1

    def block_text(self, segment: Segment) -> str:
        """Return the text of the block that a segment stands in."""
        document = self._documents[segment.document_id]
        block = document.blocks[self.block_index(segment)]
        return document.text[block.start : block.end]

    def paragraph(self, segment: Segment) -> str:
        """Return a key that the segments of one block share, and a list with what leads to it."""
        index = self.block_index(segment)
        lead = self._documents[segment.document_id].blocks[index].lead
        return f"{segment.document_id}:{index if lead is None else lead}"

    def read_with(self, segment: Segment) -> str:
        """Return a key that segments share whose words make one text: a block, or an item."""
        index = self.block_index(segment)
        if self._documents[segment.document_id].blocks[index].kind is BlockKind.LIST_ITEM:
            return f"{segment.document_id}:{index}"
        return self.paragraph(segment)

    def led(self, segment: Segment) -> str:
        """Return the words of a segment, after what leads into the list it begins an item of.

        A lead that only announces what somebody said is left out: it takes no side, and a model
        takes what is told for the view of others.
        """
        lead = lead_in(self._documents[segment.document_id], segment)
        return segment.text if lead is None or announces(lead) else f"{lead} {segment.text}"

    def only_leads_into_items(self, segment: Segment) -> bool:
        """Tell whether a segment says nothing but what its list's items are read with."""
        document = self._documents[segment.document_id]
        following = self.block_index(segment) + 1
        return (
            following < len(document.blocks)
            and document.blocks[following].kind is BlockKind.LIST_ITEM
            and len(sentence_spans(segment.text)) == 1
            and only_leads(segment.text)
        )

    def headings(self, segment: Segment) -> str:
        """Return the headings over a segment, one a line, outermost first."""
        document = self._documents[segment.document_id]
        index = self.block_index(segment)
        if document.id not in self._headings:
            self._headings[document.id] = [
                "\n".join(document.text[s.start : s.end] for s in path)
                for path in document.heading_paths()
            ]
        return self._headings[document.id][index]
