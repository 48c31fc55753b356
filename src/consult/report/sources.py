"""Quoted documents with their quotes marked, and the words beside a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from consult.domain.document import Block, Document
from consult.domain.quote import Quote
from consult.report.parts import Fragment, SourceBlock
from consult.report.places import block_at, place_of_block

WHOLE_UP_TO = 150_000
"""A document longer than this (characters) is shown around its quotes only."""
BLOCKS_AROUND = 3
_CONTEXT_UP_TO = 400
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]{0,3}\s+")


def source_blocks(
    document: Document, quotes: Sequence[Quote]
) -> tuple[tuple[SourceBlock, ...], int]:
    """Return the blocks of a document with quotes marked, and how many are skipped at its end.

    Fragments of a block, joined, are exactly its text; quotes may overlap and run over blocks.
    """
    ordered = sorted(quotes, key=lambda quote: (quote.start, quote.end, quote.id))
    wanted = _wanted(document, ordered)
    blocks: list[SourceBlock] = []
    skipped = 0
    first = 0
    for index, block in enumerate(document.blocks):
        while first < len(ordered) and ordered[first].end <= block.start:
            first += 1
        if index not in wanted:
            skipped += 1
            continue
        here = [q for q in ordered[first:] if q.start < block.end and block.start < q.end]
        blocks.append(
            SourceBlock(
                kind=block.kind,
                label=block.locator.number_label or "",
                place=place_of_block(document, index),
                fragments=_fragments(document, block, here),
                skipped=skipped,
            )
        )
        skipped = 0
    return tuple(blocks), skipped


def context(document: Document, quote: Quote) -> tuple[str, str]:
    """Return the sentence before and the sentence after a quote in its paragraph, verbatim.

    Either may be empty; a very long one is cut at a word with an ellipsis.
    """
    head = block_at(document, quote.start)
    tail = block_at(document, quote.end - 1)
    before = document.text[head.start : quote.start].strip() if head else ""
    after = document.text[quote.end : tail.end].strip() if tail else ""
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    match = _SENTENCE_END.search(after)
    if match:
        after = after[: match.end()].rstrip()
    return _last_words(before), _first_words(after)


def _wanted(document: Document, quotes: Sequence[Quote]) -> set[int]:
    """Return the indexes of the blocks to show: all, or those around quotes in a long text."""
    count = len(document.blocks)
    if len(document.text) <= WHOLE_UP_TO:
        return set(range(count))
    touched = [
        index
        for index, block in enumerate(document.blocks)
        if any(q.start < block.end and block.start < q.end for q in quotes)
    ]
    return {
        near
        for index in touched
        for near in range(max(0, index - BLOCKS_AROUND), min(count, index + BLOCKS_AROUND + 1))
    }


def _fragments(document: Document, block: Block, quotes: Sequence[Quote]) -> tuple[Fragment, ...]:
    cuts = {block.start, block.end}
    for quote in quotes:
        cuts.add(max(block.start, quote.start))
        cuts.add(min(block.end, quote.end))
    ordered = sorted(cuts)
    return tuple(
        Fragment(
            text=document.text[start:end],
            quote_ids=tuple(q.id for q in quotes if q.start <= start and end <= q.end),
            begins=tuple(q.id for q in quotes if q.start == start),
        )
        for start, end in pairwise(ordered)
    )


def _last_words(text: str) -> str:
    if len(text) <= _CONTEXT_UP_TO:
        return text
    return "…" + text[-_CONTEXT_UP_TO:].partition(" ")[2]


def _first_words(text: str) -> str:
    if len(text) <= _CONTEXT_UP_TO:
        return text
    return text[:_CONTEXT_UP_TO].rpartition(" ")[0] + "…"
