"""Markdown marks inside a block: taken out of the words, with the way back kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consult.text.canonical import Piece

_MARKS = re.compile(r"[\\*_~`\[\]!]")
_ESCAPED = frozenset("\\`*_{}[]()#+-.!|~>&<\"'")
_LINK_END = re.compile(r"\]\((?:[^()\s\\]|\\.|\([^()\s]*\))*(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)")
_LONGEST_TARGET = 2_000


def plain_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without Markdown marks, in order, each at its offset in the source.

    Bold, italic, struck and code marks go, bold also where one of a pair was lost at a cut; escapes
    leave the escaped character; a link leaves its text, an image nothing. Stars and underscores
    that stand inside words or between spaces are not marks and stay.
    """
    text = "".join(piece.text for piece in pieces)
    if not _MARKS.search(text):
        return list(pieces)
    drop = bytearray(len(text))
    literal = _mark_escapes(text, drop)
    _mark_links(text, drop, literal)
    _mark_emphasis(text, drop, literal)
    return _kept(pieces, drop)


def plain_text(text: str) -> str:
    """Return ``text`` without Markdown marks."""
    return "".join(piece.text for piece in plain_pieces([Piece(text)]))


def _mark_escapes(text: str, drop: bytearray) -> bytearray:
    """Drop backslashes of escapes; return which characters are literal for what follows."""
    literal = bytearray(len(text))
    position = text.find("\\")
    while position != -1 and position + 1 < len(text):
        if text[position + 1] in _ESCAPED:
            drop[position] = 1
            literal[position] = literal[position + 1] = 1
            position += 1
        position = text.find("\\", position + 1)
    return literal


def _mark_links(text: str, drop: bytearray, literal: bytearray) -> None:
    opened: list[int] = []
    done = 0
    for found in _BRACKET.finditer(text):
        position = found.start()
        if literal[position] or position < done:
            continue
        if text[position] == "[":
            opened.append(position)
        elif opened:
            start = opened.pop()
            end = _LINK_END.match(text, position, position + _LONGEST_TARGET)
            if end:
                image = start > 0 and text[start - 1] == "!" and not literal[start - 1]
                first, done = (start - 1 if image else position), end.end()
                drop[start] = 1
                drop[first:done] = b"\x01" * (done - first)


_BRACKET = re.compile(r"[\[\]]")
_RUN = re.compile(r"\*+|_+|~~+|`+")


def _mark_emphasis(text: str, drop: bytearray, literal: bytearray) -> None:
    opened: dict[str, list[tuple[int, int]]] = {}
    lost: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        if literal[start] or drop[start]:
            continue
        mark = text[start]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        doubled = end - start > 1 and mark != "_"
        can_open = not after.isspace() and (doubled or not before.isalnum())
        can_close = not before.isspace() and (doubled or not after.isalnum())
        waiting = opened.setdefault(mark, [])
        if can_close and waiting:
            start = _close(waiting, start, end, drop)
        if start < end and can_open and not drop[start]:
            waiting.append((start, end))
        elif start < end and can_close:
            lost.append((start, end))
    lost.extend(span for waiting in opened.values() for span in waiting)
    for start, end in lost:
        inside = start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()
        if end - start == 2 and not inside:
            drop[start:end] = b"\x01" * (end - start)


def _close(waiting: list[tuple[int, int]], start: int, end: int, drop: bytearray) -> int:
    """Pair a closing run with the runs that wait; return where its unpaired rest begins."""
    while waiting and start < end:
        opener_start, opener_end = waiting.pop()
        paired = min(opener_end - opener_start, end - start)
        drop[opener_end - paired : opener_end] = b"\x01" * paired
        drop[start : start + paired] = b"\x01" * paired
        start += paired
        if opener_end - opener_start > paired:
            waiting.append((opener_start, opener_end - paired))
    return start


def _kept(pieces: Sequence[Piece], drop: bytearray) -> list[Piece]:
    kept: list[Piece] = []
    base = 0
    for piece in pieces:
        start = 0
        length = len(piece.text)
        while start < length:
            if drop[base + start]:
                start += 1
                continue
            end = drop.find(1, base + start, base + length)
            end = length if end == -1 else end - base
            source = None if piece.source is None else piece.source + start
            kept.append(Piece(piece.text[start:end], source))
            start = end
        base += length
    return kept
