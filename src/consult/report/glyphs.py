"""Which characters a font can print, and what stands in place of those that it cannot."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Container
from pathlib import Path

_UNICODE_TABLES = {(3, 10), (3, 1), (0, 3), (0, 4), (0, 6)}
_SILENT = {"Cf", "Cc", "Cs", "Mn"}


def coverage(font: Path) -> frozenset[int]:
    """Return the code points that a TrueType font maps to a glyph, from its ``cmap`` table.

    Raises:
        ValueError: when the file holds no character map that can be read.
    """
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(_characters(data, start))
    raise ValueError(f"{font.name} has no character map")


def printable(text: str, characters: Container[int]) -> str:
    """Return ``text`` with what the font lacks named in square brackets.

    A sign is named (``[bicycle]``); letters of a script that the font lacks become one note
    (``[words in Arabic letters]``); invisible characters go. All else stays as it is.
    """
    out: list[str] = []
    script = ""
    gap = ""  # Spaces after letters of a script: inside the note, or what follows it.
    for character in text:
        if script and character == " ":
            gap += character
            continue
        if ord(character) in characters or character in "\n ":
            out.append(gap + character)
            script = gap = ""
            continue
        if unicodedata.category(character) in _SILENT:
            continue
        name = unicodedata.name(character, f"U+{ord(character):04X}")
        if not character.isalpha():
            out.append(f"{gap}[{name.lower()}]")
            script = gap = ""
            continue
        found = name.split(" ")[0].capitalize()
        if found != script:
            out.append(f"{gap}[words in {found} letters]")
        script, gap = found, ""
    return "".join(out) + gap


def _characters(data: bytes, start: int) -> set[int]:
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if (platform, encoding) not in _UNICODE_TABLES:
            continue
        at = start + offset
        (kind,) = struct.unpack_from(">H", data, at)
        if kind == 12:
            found |= _format_12(data, at)
        elif kind == 4:
            found |= _format_4(data, at)
    if not found:
        raise ValueError("the font's character map has no form that can be read")
    return found


def _format_12(data: bytes, at: int) -> set[int]:
    """Read segmented coverage: groups of first, last and glyph, 32 bits each."""
    (groups,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found


def _format_4(data: bytes, at: int) -> set[int]:
    """Read the 16-bit form: the ends and starts of segments, then deltas and offsets."""
    (twice,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
    found: set[int] = set()
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            found.update(range(first, last + 1))
    return found
