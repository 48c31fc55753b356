"""Characters of a PDF page, with their places, to fragments of lines."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_SPACES = frozenset(" \t\u00a0\u2002\u2003\u2009")
_BREAKS = frozenset("\r\n\x0b\x0c\x00")
_WIDE_GAP = 1.6
"""A gap of more em than this divides columns and cells."""
_WORD_GAP = 0.11
"""Words stand apart by at least this many em more than the letters of their line do."""
_FEW_LETTERS = 8
_ALEFS = frozenset("\u0622\u0623\u0625\u0627")
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Character:
    """One character, upright: points from the top left of the page as it is read."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    quarter: int
    """Clockwise quarter turns that bring the text upright on the page as seen."""


@dataclass(slots=True, kw_only=True)
class Fragment:
    """A stretch of one line without a wide gap.

    ``glyphs`` are its characters as they are printed, without spaces, and ``sides`` the left and
    right edge of each; both are empty where the places of characters are not known.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    glyphs: str = ""
    sides: array[float] = field(default_factory=lambda: array("d"))
    confidence: float | None = None
    """How sure OCR was, 0..1; None for characters of the file itself."""


@dataclass(slots=True, kw_only=True)
class PageLines:
    """The fragments of a page, its size as it is laid out for reading, and how it was turned."""

    width: float
    height: float
    quarter: int
    fragments: list[Fragment] = field(default_factory=list)
    asides: list[Fragment] = field(default_factory=list)
    """Text at another angle than most of the page."""

    unread: bool = False
    """Whether the page is a picture whose words could not be read."""

    def seen(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return a box as fractions of the page as it is displayed, clipped to 0..1."""
        box = _turned((left, top, right, bottom), -self.quarter % 4, self.width, self.height)
        turned = self.quarter % 2
        width = (self.height if turned else self.width) or 1.0
        height = (self.width if turned else self.height) or 1.0
        fractions = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        first, second, third, fourth = (min(1.0, max(0.0, round(v, 5))) for v in fractions)
        return first, second, third, fourth


def page_lines(page: Any) -> PageLines:
    """Return the fragments of a pypdfium2 page, in content order."""
    width, height = page.get_size()
    characters = list(_characters(page))
    turns = Counter(c.quarter for c in characters if not c.text.isspace())
    quarter = turns.most_common(1)[0][0] if turns else 0
    size = (height, width) if quarter % 2 else (width, height)
    lines = PageLines(width=size[0], height=size[1], quarter=quarter)
    upright = [_turn(c, quarter, width, height) for c in characters if c.quarter == quarter]
    lines.fragments = list(fragments_of(_without_doubles(upright)))
    for other in sorted(set(turns) - {quarter}):
        turned = [_turn(c, other, width, height) for c in characters if c.quarter == other]
        for fragment in fragments_of(_without_doubles(turned)):
            box = (fragment.left, fragment.top, fragment.right, fragment.bottom)
            other_size = (height, width) if other % 2 else (width, height)
            seen = _turned(box, -other % 4, *other_size)
            placed = _turned(seen, quarter, width, height)
            fragment.glyphs, fragment.sides = "", array("d")
            fragment.left, fragment.top, fragment.right, fragment.bottom = placed
            fragment.baseline = placed[3]
            lines.asides.append(fragment)
    return lines


def _characters(page: Any) -> Iterator[Character]:
    from pypdfium2 import raw

    textpage = page.get_textpage()
    handle = textpage.raw
    rotation = page.get_rotation() // 90 % 4
    box_left, box_bottom, box_right, box_top = page.get_bbox()
    rect = raw.FS_RECTF()
    weights: dict[int, bool] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for i in range(raw.FPDFText_CountChars(handle)):
        text = chr(raw.FPDFText_GetUnicode(handle, i) & 0x10FFFF or 0)
        if text in _BREAKS:
            continue
        angle = raw.FPDFText_GetCharAngle(handle, i)
        if abs(angle) < 0.01:
            raw.FPDFText_GetLooseCharBox(handle, i, rect)
        else:
            raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
            rect.left, rect.right, rect.bottom, rect.top = (
                left.value,
                right.value,
                bottom.value,
                top.value,
            )
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        size = raw.FPDFText_GetFontSize(handle, i)
        item = raw.FPDFText_GetTextObject(handle, i)
        key = ctypes.addressof(item.contents) if item else 0
        if key not in weights:
            weights[key] = _is_bold(handle, i, item)
        box = _placed(
            (rect.left, rect.bottom, rect.right, rect.top),
            rotation,
            (box_left, box_bottom, box_right, box_top),
        )
        origin = _placed(
            (x.value, y.value, x.value, y.value),
            rotation,
            (box_left, box_bottom, box_right, box_top),
        )
        quarter = -(round(max(angle, 0.0) / (math.pi / 2)) + rotation) % 4
        tall = (box[2] - box[0]) if quarter % 2 else (box[3] - box[1])
        yield Character(
            text=text,
            left=box[0],
            top=box[1],
            right=box[2],
            bottom=box[3],
            baseline=origin[0] if quarter % 2 else origin[1],
            size=_real_size(size, tall) if abs(angle) < 0.01 else max(size, 1.0),
            bold=weights[key],
            quarter=quarter,
        )
    textpage.close()


def _is_bold(handle: Any, index: int, item: Any) -> bool:
    """Whether a character is set in bold, by the weight or the name of its font."""
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(handle, index) >= _BOLD_WEIGHT:
        return True
    font = raw.FPDFTextObj_GetFont(item) if item else None
    if not font:
        return False
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return bool(_BOLD_NAME.search(buffer.value.decode("utf-8", "replace")))


def _real_size(size: float, tall: float) -> float:
    """The type size on the page: font size 1 with a scaling matrix is common."""
    if tall <= 0:
        return max(size, 1.0)
    return size if 0.55 * tall <= size <= 1.6 * tall else max(tall / 1.17, 1.0)


def _placed(
    box: tuple[float, float, float, float],
    rotation: int,
    page: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """Turn a box of PDF user space into one of the displayed page, origin top left."""
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = page
    if rotation == 1:
        return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
    if rotation == 2:
        return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
    if rotation == 3:
        return page_top - top, page_right - right, page_top - bottom, page_right - left
    return left - page_left, page_top - top, right - page_left, page_top - bottom


def _turned(
    box: tuple[float, float, float, float], quarter: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Turn a box clockwise by quarter turns, with the page of ``width`` and ``height``."""
    left, top, right, bottom = box
    if quarter == 1:
        return height - bottom, left, height - top, right
    if quarter == 2:
        return width - right, height - bottom, width - left, height - top
    if quarter == 3:
        return top, width - right, bottom, width - left
    return box


def _turn(character: Character, quarter: int, width: float, height: float) -> Character:
    """Turn a character upright; text that reads upwards is turned clockwise once."""
    if quarter == 0:
        return character
    box = (character.left, character.top, character.right, character.bottom)
    left, top, right, bottom = _turned(box, quarter, width, height)
    base = character.baseline
    baseline = {1: base, 2: height - base, 3: width - base}[quarter]
    return Character(
        text=character.text,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        baseline=baseline,
        size=character.size,
        bold=character.bold,
        quarter=quarter,
    )


def _without_doubles(characters: list[Character]) -> list[Character]:
    """Drop characters printed twice in one place, as some programs do for bold or shadow."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    kept: list[Character] = []
    for character in characters:
        ligature = (
            character.text == "f"
            and bool(kept)
            and (kept[-1].text, kept[-1].left) == ("f", character.left)
        )
        if character.text in _SPACES or ligature:
            kept.append(character)
            continue
        near = 0.16 * max(character.size, 1.0)
        column, row = int(character.left / near), int(character.baseline / near)
        double = any(
            abs(place[0] - character.left) < near and abs(place[1] - character.baseline) < near
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if (place := seen.get((character.text, column + dx, row + dy))) is not None
        )
        if not double:
            seen[character.text, column, row] = (character.left, character.baseline)
            kept.append(character)
    return kept


@dataclass(slots=True)
class _Open:
    """The fragment being collected."""

    characters: list[Character] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    """The gap before each character; infinite where the file itself has a space."""
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    size: float = 1.0


def fragments_of(characters: list[Character]) -> Iterator[Fragment]:
    """Yield the stretches of lines that characters in content order make up."""
    here = _Open()
    space = False
    for character in characters:
        if character.text in _SPACES:
            space = True
            continue
        if not here.characters:
            _begin(here, character)
        elif _belongs(here, character):
            if _is_note_mark(here, character):
                here.right = max(here.right, character.right)
                continue
            gap = _gap(here, character)
            _append(here, character, math.inf if space else gap)
        else:
            yield _closed(here)
            here = _Open()
            _begin(here, character)
        space = False
    if here.characters:
        yield _closed(here)


def _begin(here: _Open, character: Character) -> None:
    here.characters.append(character)
    here.gaps.append(0.0)
    here.left, here.right = character.left, character.right
    here.baseline, here.size = character.baseline, character.size


def _append(here: _Open, character: Character, gap: float) -> None:
    if _is_turned_ligature(here.characters[-1], character):
        # Taken apart in the order in which it is printed, not in which it is read.
        here.characters.insert(-1, character)
        here.gaps.append(0.0)
        return
    here.characters.append(character)
    here.gaps.append(gap)
    here.left = min(here.left, character.left)
    here.right = max(here.right, character.right)
    if character.size > here.size * 1.1:
        here.size, here.baseline = character.size, character.baseline


def _is_turned_ligature(before: Character, character: Character) -> bool:
    """Whether two characters are the alef and lam of one printed sign, in this order."""
    return (
        character.text == "\u0644"
        and before.text in _ALEFS
        and abs(before.left - character.left) < 0.01 * max(before.size, 1.0)
        and abs(before.right - character.right) < 0.01 * max(before.size, 1.0)
    )


def is_rtl(text: str) -> bool:
    """Whether a character is a letter of a script that is written from right to left."""
    return unicodedata.bidirectional(text) in {"R", "AL"}


def _gap(here: _Open, character: Character) -> float:
    if is_rtl(character.text):
        return here.left - character.right if character.left < here.left else 0.0
    return character.left - here.characters[-1].right


def _belongs(here: _Open, character: Character) -> bool:
    size = max(here.size, character.size)
    if abs(character.baseline - here.baseline) > 0.42 * size:
        return False
    if is_rtl(character.text):
        return abs(here.left - character.right) < _WIDE_GAP * size or character.left > here.left
    gap = character.left - here.right
    return -0.9 * size < gap < _WIDE_GAP * size


def _is_note_mark(here: _Open, character: Character) -> bool:
    """A small raised figure behind a word is the mark of a footnote, not part of the sentence."""
    return (
        character.text.isdigit()
        and character.size < 0.78 * here.size
        and here.baseline - character.baseline > 0.15 * here.size
        and len(here.characters) > 2
    )


def _spaced(here: _Open) -> str:
    """Return the text with spaces also where only a gap divides words, as tight setting does."""
    known = sorted(gap for gap in here.gaps[1:] if gap != math.inf)
    usual = max(0.0, known[len(known) // 2]) if len(known) >= _FEW_LETTERS else 0.0
    least = usual + (_WORD_GAP if len(known) >= _FEW_LETTERS else 2 * _WORD_GAP) * here.size
    return "".join(
        f" {character.text}" if gap > least else character.text
        for character, gap in zip(here.characters, here.gaps, strict=True)
    )


def _closed(here: _Open) -> Fragment:
    text = _spaced(here).replace("\x02", "-")
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    bold = sum(c.bold for c in here.characters)
    glyphs, sides = _glyphs(here.characters)
    sizes = Counter(round(c.size, 1) for c in here.characters)
    return Fragment(
        text=" ".join(text.split()),
        left=here.left,
        top=min(c.top for c in here.characters),
        right=here.right,
        bottom=max(c.bottom for c in here.characters),
        baseline=here.baseline,
        size=sizes.most_common(1)[0][0],
        bold=bold > 0.85 * len(here.characters),
        glyphs=glyphs,
        sides=sides,
    )


def _glyphs(characters: list[Character]) -> tuple[str, array[float]]:
    """Return one code point for each printed character, and its left and right edge."""
    glyphs: list[str] = []
    sides = array("d")
    for character in characters:
        text = character.text
        if "\udc00" <= text <= "\udfff" and glyphs and "\ud800" <= glyphs[-1] <= "\udbff":
            code = (ord(glyphs[-1]) - 0xD800) * 0x400 + ord(text) - 0xDC00 + 0x10000
            glyphs[-1] = chr(code)
            sides[-2] = min(sides[-2], character.left)
            sides[-1] = max(sides[-1], character.right)
            continue
        glyphs.append("-" if text == "\x02" else text)
        sides.extend((character.left, character.right))
    return "".join(glyphs), sides
