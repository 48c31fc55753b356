"""Which segments are coded by machine, and why the others are not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.analysis.leads import lead_in, only_leads
from consult.domain.document import BlockKind, Document, Role
from consult.domain.outcome import Exclusion
from consult.domain.segment import Segment, VoiceKind
from consult.domain.sentences import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """Segments in somebody's voice, parted by whether the models know their language."""

    coded: tuple[Segment, ...]
    foreign: tuple[Segment, ...]
    """In a language that no model here knows: found and counted, coded by a person."""
    excluded: tuple[Exclusion, ...]


def eligible(
    segments: Iterable[Segment], documents: Mapping[str, Document], language: str
) -> Eligible:
    """Part the segments, each in the order given; all of them are in one part or excluded."""
    coded: list[Segment] = []
    foreign: list[Segment] = []
    excluded: list[Exclusion] = []
    for segment in segments:
        reason = _nobodys(segment, documents[segment.document_id])
        if reason is not None:
            excluded.append(Exclusion(subject_id=segment.id, stage="code", reason=reason))
        elif segment.language in (language, "und"):
            coded.append(segment)
        else:
            foreign.append(segment)
    return Eligible(coded=tuple(coded), foreign=tuple(foreign), excluded=tuple(excluded))


def is_own(segment: Segment, documents: Mapping[str, Document]) -> bool:
    """Tell whether a segment is what a respondent says in its own response."""
    return (
        segment.voice.kind is VoiceKind.RESPONDENT
        and documents[segment.document_id].role is Role.RESPONSE
    )


class Places:
    """Where segments stand in their documents: block, headings, paragraph."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._starts = {d.id: [b.start for b in d.blocks] for d in documents.values()}
        self._headings: dict[str, list[str]] = {}

    def text(self, segment: Segment) -> str:
        """Return the whole text of the document that a segment stands in."""
        return self._documents[segment.document_id].text

    def block_index(self, segment: Segment) -> int:
        """Return the index of the block that a segment stands in."""
        return bisect_right(self._starts[segment.document_id], segment.start) - 1

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
        """Return the words of a segment, after what leads into the list it begins an item of."""
        lead = lead_in(self._documents[segment.document_id], segment)
        return segment.text if lead is None else f"{lead} {segment.text}"

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


def _nobodys(segment: Segment, document: Document) -> str | None:
    if document.role is Role.EVIDENCE:
        return "background evidence is nobody's response"
    if segment.voice.kind is VoiceKind.CONSULTER:
        return "the consulting body's own words are nobody's view"
    if segment.respondent_id is None:
        return "told by a narrator, nobody's view"
    return None
