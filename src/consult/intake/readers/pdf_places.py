"""Where each character of a laid-out page stands, so that a quote can be shown on it exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.domain.document import Block, Rectangle
from consult.domain.places import EDGE_UNITS
from consult.intake.readers.pdf_columns import Row
from consult.intake.readers.pdf_lines import PageLines
from consult.text.canonical import clean_character

_LOOK_AHEAD = 16
"""So many printed characters may be missing from the text in one place: labels, hyphens."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One line of a block as it stands on its page."""

    page: int
    row: Row


@dataclass(slots=True)
class _Glyph:
    """A character as the canonical text has it, with the line and edges it is printed at."""

    text: str
    line: int
    left: float
    right: float


def line_rectangles(
    rows: Sequence[PrintedRow], pages: Mapping[int, PageLines]
) -> tuple[Rectangle, ...]:
    """Return one rectangle for each line, in fractions of its page as it is displayed."""
    return tuple(_rectangle(printed, pages[printed.page]) for printed in rows)


def _rectangle(printed: PrintedRow, page: PageLines) -> Rectangle:
    left, top, right, bottom = page.seen(
        min(f.left for f in printed.row),
        min(f.top for f in printed.row),
        max(f.right for f in printed.row),
        max(f.bottom for f in printed.row),
    )
    return Rectangle(page=printed.page, left=left, top=top, right=right, bottom=bottom)


def place_characters(
    text: str,
    blocks: Sequence[Block],
    printed: Mapping[tuple[Rectangle, ...], Sequence[PrintedRow]],
    pages: Mapping[int, PageLines],
) -> tuple[Block, ...]:
    """Return the blocks with rectangles that know which characters of ``text`` stand in them.

    ``printed`` gives the lines behind the rectangles that a block was laid out with. The printed
    characters are matched to the text from the end backwards, because what a block loses on its
    way into the text (a label, a hyphen at a line end) it loses before what stays. Linear.
    """
    placed = []
    for block in blocks:
        rows = printed.get(block.locator.rectangles)
        if rows:
            places = tuple(_block_places(text, block, rows, pages))
            if places:
                locator = replace(block.locator, rectangles=places)
                block = replace(block, locator=locator)  # noqa: PLW2901 - the same block, placed
        placed.append(block)
    return tuple(placed)


def _block_places(
    text: str, block: Block, rows: Sequence[PrintedRow], pages: Mapping[int, PageLines]
) -> Iterator[Rectangle]:
    lines = [(printed, pages[printed.page]) for printed in rows]
    if any(not fragment.glyphs for printed, _ in lines for fragment in printed.row):
        return
    found = _matched(text, block, list(_glyphs(rows)))
    for start, end in _runs(text, block, found, lines):
        first = found[start]
        if first is not None:
            yield _run(found, start, end, *lines[first.line])


def _glyphs(rows: Sequence[PrintedRow]) -> Iterator[_Glyph]:
    """Yield what cleaning makes of the printed characters, marks composed with their letters."""
    for number, printed in enumerate(rows):
        for fragment in printed.row:
            sides = fragment.sides
            cluster, left, right = "", 0.0, 0.0
            for index, glyph in enumerate(fragment.glyphs):
                if cluster and unicodedata.combining(glyph):
                    cluster += glyph
                    left, right = min(left, sides[2 * index]), max(right, sides[2 * index + 1])
                    continue
                yield from _cleaned(cluster, number, left, right)
                cluster, left, right = glyph, sides[2 * index], sides[2 * index + 1]
            yield from _cleaned(cluster, number, left, right)


def _cleaned(cluster: str, line: int, left: float, right: float) -> Iterator[_Glyph]:
    """Yield the characters of one printed cluster; a ligature's letters share its width."""
    clean = clean_character(cluster) if cluster else ""
    step = (right - left) / max(len(clean), 1)
    for index, character in enumerate(clean):
        if not character.isspace():
            yield _Glyph(character, line, left + index * step, left + (index + 1) * step)


def _matched(text: str, block: Block, glyphs: list[_Glyph]) -> dict[int, _Glyph | None]:
    """Return offset -> printed character, None where a character of the text is not printed."""
    found: dict[int, _Glyph | None] = {}
    at = len(glyphs) - 1
    for offset in range(block.end - 1, block.start - 1, -1):
        character = text[offset]
        if character.isspace():
            continue
        found[offset] = None
        for here in range(at, max(-1, at - _LOOK_AHEAD), -1):
            if glyphs[here].text == character:
                found[offset] = glyphs[here]
                at = here - 1
                break
    return found


def _runs(
    text: str,
    block: Block,
    found: Mapping[int, _Glyph | None],
    lines: Sequence[tuple[PrintedRow, PageLines]],
) -> Iterator[tuple[int, int]]:
    """Yield stretches of text that one rectangle can show: one line, one direction.

    On pages that are turned a stretch is a word, because edges only count along the width.
    """
    start: int | None = None
    last = -1
    direction = 0
    for offset in range(block.start, block.end + 1):
        glyph = found.get(offset) if offset < block.end else None
        if glyph is None and offset < block.end and _takes_no_ink(text[offset]):
            continue
        before = found.get(last) if start is not None else None
        if start is not None and before is not None:
            step = 0 if glyph is None else _direction(before, glyph)
            turned = lines[before.line][1].quarter % 2
            goes_on = (
                glyph is not None
                and glyph.line == before.line
                and direction in {0, step}
                and not (turned and offset > last + 1)
            )
            if not goes_on:
                yield start, last + 1
                start, direction = None, 0
            else:
                direction = step
        if glyph is not None:
            start = offset if start is None else start
            last = offset


def _direction(before: _Glyph, after: _Glyph) -> int:
    return 1 if after.left + after.right >= before.left + before.right else -1


def _run(
    found: Mapping[int, _Glyph | None],
    start: int,
    end: int,
    printed: PrintedRow,
    page: PageLines,
) -> Rectangle:
    glyphs = [g for offset in range(start, end) if (g := found.get(offset)) is not None]
    top, bottom = min(f.top for f in printed.row), max(f.bottom for f in printed.row)
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    box = page.seen(left, top, right, bottom)
    return Rectangle(
        page=printed.page,
        left=box[0],
        top=box[1],
        right=box[2],
        bottom=box[3],
        start=start,
        end=end,
        edges=() if page.quarter % 2 else _edges(found, start, end, page),
    )


def _edges(
    found: Mapping[int, _Glyph | None], start: int, end: int, page: PageLines
) -> tuple[int, ...]:
    """Return the bounds of the characters of a run; a space reaches from word to word."""
    first, last = found[start], found[end - 1]
    if first is None or last is None:
        return ()
    forward = first is last or _direction(first, last) > 0
    bounds: list[float] = []
    before: _Glyph | None = None
    for offset in range(start, end):
        glyph = found.get(offset)
        if glyph is not None:
            bounds.append(glyph.left if forward else glyph.right)
        elif before is not None:
            bounds.append(before.right if forward else before.left)
        before = glyph or before
    bounds.append(last.right if forward else last.left)
    width = page.width or 1.0
    upside_down = page.quarter == 2
    return tuple(
        round(min(1.0, max(0.0, (1 - b / width) if upside_down else b / width)) * EDGE_UNITS)
        for b in bounds
    )


def _takes_no_ink(character: str) -> bool:
    """Whether a character is a space or only joins its neighbours, as in some emoji."""
    return character.isspace() or unicodedata.category(character) == "Cf"
