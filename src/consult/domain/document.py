"""A document: one frozen canonical text, its blocks, and the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice


class Role(StrEnum):
    """What a document is to the consultation."""

    RESPONSE = "RESPONSE"
    PRESS = "PRESS"
    EVIDENCE = "EVIDENCE"
    PAPER = "PAPER"


class BlockKind(StrEnum):
    """What a stretch of a document is; FURNITURE is set apart and never coded."""

    HEADING = "HEADING"
    PARAGRAPH = "PARAGRAPH"
    LIST_ITEM = "LIST_ITEM"
    TABLE_ROW = "TABLE_ROW"
    ANSWER = "ANSWER"
    QUOTATION = "QUOTATION"
    FURNITURE = "FURNITURE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of canonical text: code points, start inclusive, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """A place on a page in fractions of its width and height, 0..1, origin top left.

    Where the reader knows which characters stand in it, ``start`` and ``end`` are their offsets
    in ``Document.text``; :func:`consult.domain.places.rectangles_between` cuts by them.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    start: int | None = None
    end: int | None = None
    edges: tuple[int, ...] = ()
    """The ``end - start + 1`` bounds of the characters in reading order, in hundred-thousandths
    of the page's width; falling where the script runs leftwards. Empty where the rectangle
    cannot be cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where a block stands in its source; only the fields that its format has are set.

    ``page``, ``slide``, ``paragraph``, ``row`` and ``column`` count from 1; ``number_label`` is
    the paragraph's own number as printed ("17."); ``part`` names a part of a message, such as
    ``body``, or what is set apart, such as ``notes``, ``comment`` or ``footnote``;
    ``confidence`` is how sure OCR was of the words, 0..1, and None for text that came as text.
    """

    page: int | None = None
    slide: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    column_name: str | None = None
    part: str | None = None
    number_label: str | None = None
    confidence: float | None = None
    rectangles: tuple[Rectangle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item, row or answer of a document, as a span of its text."""

    kind: BlockKind
    start: int
    end: int
    locator: Locator
    level: int | None = None
    """The depth of a heading or list item, 1 for the outermost."""
    lead: int | None = None
    """For a list item, the index in ``Document.blocks`` of the block that leads into the list."""
    question_id: str | None = None
    """For an ANSWER, the question of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """A stretch of canonical text that stands at ``source_start`` of the decoded source.

    Runs are in order and do not overlap; canonical text between runs was put in by cleaning.
    ``source_end - source_start`` may differ from ``end - start`` where characters were composed.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader made of an item: canonical text (NFC, LF) and blocks in reading order.

    Blocks do not overlap and cover every character but the line breaks between them.
    """

    id: str
    item_id: str
    respondent_id: str | None
    role: Role
    media_type: str
    reader: str
    """Name and version of the reader, ``text@1``."""
    text: str
    blocks: tuple[Block, ...]
    language: str = "und"
    """ISO 639-1, or ``und`` when it could not be told."""
    source_map: tuple[SourceRun, ...] = ()
    title: str = ""

    def heading_path(self, block_index: int) -> tuple[Span, ...]:
        """Return the spans of the headings over a block, outermost first."""
        return next(islice(self.heading_paths(), block_index, None))

    def heading_paths(self) -> Iterator[tuple[Span, ...]]:
        """Yield for each block, in order, the spans of the headings over it, outermost first."""
        levels: list[int] = []
        path: tuple[Span, ...] = ()
        for block in self.blocks:
            yield path
            if block.kind is BlockKind.HEADING:
                level = block.level or 1
                over = sum(1 for one in levels if one < level)
                levels = [*levels[:over], level]
                path = (*path[:over], Span(start=block.start, end=block.end))
