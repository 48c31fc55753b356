"""Where in its source a stretch of a document stands, in words."""

from __future__ import annotations

from bisect import bisect_right

from consult.domain.document import Block, Document, Locator


def block_at(document: Document, offset: int) -> Block | None:
    """Return the block that holds the character at ``offset``, or None between blocks."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    if index < 0:
        return None
    block = document.blocks[index]
    return block if offset < block.end else None


def place(locator: Locator) -> str:
    """Return a locator in words: ``page 3, paragraph 17``, ``slide 4``, ``row 12, Q2``.

    A paragraph's own printed number is preferred to its count. Empty when nothing is known.
    """
    words: list[str] = []
    if locator.part:
        words.append(locator.part)
    if locator.sheet and locator.row is None:
        words.append(f"sheet “{locator.sheet}”")
    if locator.slide is not None:
        words.append(f"slide {locator.slide}")
    if locator.page is not None:
        words.append(f"page {locator.page}")
    if locator.row is not None:
        words.append(f"row {locator.row}")
        if locator.column_name:
            words.append(f"column “{locator.column_name}”")
        elif locator.column is not None:
            words.append(f"column {locator.column}")
    elif locator.number_label:
        words.append(f"paragraph {locator.number_label.rstrip('.)')}")
    elif locator.paragraph is not None:
        words.append(f"paragraph {locator.paragraph}")
    return ", ".join(words)


def place_of(document: Document, start: int) -> str:
    """Return where the character at ``start`` stands, in words; empty when nothing is known."""
    block = block_at(document, start)
    return place(block.locator) if block is not None else ""
