"""Where in its source a stretch of a document stands, in words."""

from __future__ import annotations

from bisect import bisect_right

from consult.domain.document import Block, BlockKind, Document, Locator

_MARKS = "().[]: "


def index_at(document: Document, offset: int) -> int | None:
    """Return the index of the block that holds the character at ``offset``, None between blocks."""
    index = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return index if index >= 0 and offset < document.blocks[index].end else None


def block_at(document: Document, offset: int) -> Block | None:
    """Return the block that holds the character at ``offset``, or None between blocks."""
    index = index_at(document, offset)
    return None if index is None else document.blocks[index]


def place_of(document: Document, start: int) -> str:
    """Return where the character at ``start`` stands, in words; empty when nothing is known."""
    index = index_at(document, start)
    return "" if index is None else place_of_block(document, index)


def place_of_block(document: Document, index: int) -> str:
    """Return where a block stands: ``page 3, paragraph 17``, ``slide 4``, ``row 12, column “Q2”``.

    Within one part of a document ``paragraph`` has one meaning: where paragraphs print numbers it
    is the printed one, and a block without one stands ``after paragraph 17``; elsewhere blocks
    are counted from 1, headings too. A heading is called so, and so is an item of a list that has
    a label of its own.
    """
    locator = document.blocks[index].locator
    words = _outer(locator)
    if locator.row is None:
        words += _inner(document, index)
    return ", ".join(words)


def _outer(locator: Locator) -> list[str]:
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
    return words


def _inner(document: Document, index: int) -> list[str]:
    block = document.blocks[index]
    label = _label(block)
    if block.kind is BlockKind.HEADING:
        return [f"heading {label}".rstrip()]
    if block.kind is BlockKind.LIST_ITEM and label:
        lead = block.lead if block.lead is not None and block.lead < index else None
        if lead is None or _label(document.blocks[lead]) != label:
            return [*([] if lead is None else _inner(document, lead)), f"item {label}"]
    if label:
        return [f"paragraph {label}"]
    if block.locator.paragraph is None:
        return []
    return [_between(document, index) or f"paragraph {block.locator.paragraph}"]


def _label(block: Block) -> str:
    return (block.locator.number_label or "").strip(_MARKS)


def _prints(block: Block) -> bool:
    """Tell whether a block is a paragraph with a number of its own."""
    return block.kind is BlockKind.PARAGRAPH and _label(block)[:1].isdigit()


def _between(document: Document, index: int) -> str:
    """Return the printed number that a block stands behind, or before the first; else nothing."""
    part = document.blocks[index].locator.part

    def printed(among: range) -> str:
        blocks = (document.blocks[i] for i in among)
        return next((_label(b) for b in blocks if b.locator.part == part and _prints(b)), "")

    before = printed(range(index - 1, -1, -1))
    if before:
        return f"after paragraph {before}"
    following = printed(range(index + 1, len(document.blocks)))
    return f"before paragraph {following}" if following else ""
