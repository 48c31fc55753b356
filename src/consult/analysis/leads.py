"""The words that lead into a list, without which an item of it may say something else."""

from __future__ import annotations

import re
from bisect import bisect_right

from consult.domain.document import Block, BlockKind, Document
from consult.domain.segment import Segment
from consult.domain.sentences import sentence_spans

_UNFINISHED = re.compile(r"(?:[ ,](?:and|but|or|including|includes?|such as|namely)|:)$")
_GIVES_SPEECH = re.compile(
    r"\b(?:say|says|said|saying|tell us|told us|told me|words|asked|wrote|answered)\W*:$",
    re.IGNORECASE,
)


_ANNOUNCES = re.compile(
    r"\W*(?:this is |here is |below is )?what [^.:;?]{1,80}?\b(?:told|said|say|says|think|thinks"
    r"|thought|heard|felt|feel|found)\b[^.:;?]{0,40}:\s*$",
    re.IGNORECASE,
)


def lead_in(document: Document, segment: Segment) -> str | None:
    """Return the last sentence of what leads into the list that ``segment`` is an item of.

    None when the segment does not begin an item, or when only a heading leads into the list. What
    a lead gives as somebody's speech ("every child should be able to say:") is so to the item's
    end.
    """
    block = _block_at(document, segment.start)
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return None
    lead = _last_sentence_before(document, block)
    begins = block.start == segment.start
    return lead if lead is not None and (begins or _GIVES_SPEECH.search(lead)) else None


def _last_sentence_before(document: Document, block: Block) -> str | None:
    if block.lead is None or not 0 <= block.lead < len(document.blocks):
        return None
    lead = document.blocks[block.lead]
    if lead.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
        return None
    text = document.text[lead.start : lead.end]
    sentences = sentence_spans(text)
    return text[sentences[-1].start : sentences[-1].end] if sentences else None


def announces(lead: str) -> bool:
    """Tell whether a lead only says that somebody said what follows ("What members told us:")."""
    return _ANNOUNCES.match(lead) is not None


def only_leads(text: str) -> bool:
    """Tell whether a text does nothing but lead into what follows it."""
    return _UNFINISHED.search(text.rstrip()) is not None


def _block_at(document: Document, position: int) -> Block | None:
    index = bisect_right(document.blocks, position, key=lambda block: block.start) - 1
    if index < 0 or position >= document.blocks[index].end:
        return None
    return document.blocks[index]
