"""The one canonical text of a document: NFC, LF, and a map back to the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from consult.domain.document import Block, BlockKind, Locator, SourceRun

_DROPPED = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]"
)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_WORD = "[^\\s\u00ad\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f\ufb00-\ufb06]+"
_PLAIN = re.compile(f"{_WORD}(?: {_WORD})*")
"""Words apart by single spaces, without a character that cleaning would touch."""
_EMOJI_JOINED = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of source text; ``source`` is its offset in the decoded source, if it has one."""

    text: str
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalText:
    """A canonical text with its blocks and source map."""

    text: str
    blocks: tuple[Block, ...]
    source_map: tuple[SourceRun, ...]


class CanonicalBuilder:
    """Collects blocks in reading order and lays them out as one canonical text.

    Inside a block white space folds to single spaces and control, zero-width and bidi
    characters are dropped; blocks stand apart by a line break, or by an empty line unless both
    are list items or table rows.
    """

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._runs: list[SourceRun] = []

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far, in order."""
        return tuple(self._blocks)

    def add(
        self,
        kind: BlockKind,
        pieces: str | Iterable[Piece],
        locator: Locator,
        *,
        level: int | None = None,
        lead: int | None = None,
        question_id: str | None = None,
    ) -> int | None:
        """Add a block and return its index, or None when it holds no characters at all."""
        source = [Piece(pieces)] if isinstance(pieces, str) else list(pieces)
        atoms = [atom for piece in source for atom in _atoms(piece)]
        laid = _fold_space(_compose(atoms))
        if not laid:
            return None
        self._separate(kind)
        start = self._length
        for text, source_start, source_end in laid:
            if source_start is not None and source_end is not None:
                self._run(self._length, self._length + len(text), source_start, source_end)
            self._append(text)
        self._blocks.append(
            Block(
                kind=kind,
                start=start,
                end=self._length,
                locator=locator,
                level=level,
                lead=lead,
                question_id=question_id,
            )
        )
        return len(self._blocks) - 1

    def build(self) -> CanonicalText:
        """Return the text, blocks and source map collected so far."""
        return CanonicalText(
            text="".join(self._text), blocks=self.blocks, source_map=tuple(self._runs)
        )

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _separate(self, kind: BlockKind) -> None:
        if not self._blocks:
            return
        close = {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
        before = self._blocks[-1].kind
        self._append("\n" if kind in close and (before in close or kind is before) else "\n\n")

    def _run(self, start: int, end: int, source_start: int, source_end: int) -> None:
        if self._runs:
            last = self._runs[-1]
            same_scale = (last.end - last.start) == (last.source_end - last.source_start)
            if (
                last.end == start
                and last.source_end == source_start
                and same_scale
                and end - start == source_end - source_start
            ):
                self._runs[-1] = SourceRun(
                    start=last.start,
                    end=end,
                    source_start=last.source_start,
                    source_end=source_end,
                )
                return
        self._runs.append(
            SourceRun(start=start, end=end, source_start=source_start, source_end=source_end)
        )


_Atom = tuple[str, int | None, int | None]


def _atoms(piece: Piece) -> list[_Atom]:
    """Cut a piece into stretches of clean text, single spaces and composed characters."""
    text = piece.text
    atoms: list[_Atom] = []
    position = 0
    while position < len(text):
        plain = _PLAIN.match(text, position)
        if plain and unicodedata.is_normalized("NFC", plain.group()):
            atoms.append(_atom(plain.group(), piece.source, position, plain.end()))
            position = plain.end()
            continue
        # Normalising cluster by cluster keeps the way back to the source.
        stop = plain.end() if plain else position + 1
        while position < stop:
            position = _add_cluster(atoms, piece, position)
    return atoms


def _add_cluster(atoms: list[_Atom], piece: Piece, position: int) -> int:
    """Add one character with the marks on it, cleaned; return where the next begins."""
    text = piece.text
    end = position + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    raw = text[position:end]
    if raw == "\u200d" and _joins_emoji(text, position):
        clean = raw
    elif raw[0].isspace():
        clean = " " + unicodedata.normalize("NFC", raw[1:])
    elif _DROPPED.match(raw):
        clean = unicodedata.normalize("NFC", _DROPPED.sub("", raw))
    else:
        clean = unicodedata.normalize("NFC", "".join(_LIGATURES.get(c, c) for c in raw))
    if clean:
        atoms.append(_atom(clean, piece.source, position, end))
    return end


def clean_character(cluster: str) -> str:
    """Return what cleaning makes of one character with its marks; empty where it is dropped."""
    clean = unicodedata.normalize("NFC", "".join(_LIGATURES.get(c, c) for c in cluster))
    return _DROPPED.sub("", clean)


def _compose(atoms: list[_Atom]) -> list[_Atom]:
    """Compose what stands on both sides of a seam: a cut piece, a dropped character, jamo."""
    composed: list[_Atom] = []
    for atom in atoms:
        rest: _Atom | None = atom
        if composed and composed[-1][0] != " " and _joins_back(atom[0][0]):
            marks, rest = _split(atom, _leading_marks(atom[0]))
            before = composed.pop()
            kept, tail = _split(before, _last_base(before[0]))
            if kept[0] and tail is not None:
                composed.append(kept)
            else:
                tail = before
            starts = [a[1] for a in (tail, marks) if a[1] is not None]
            ends = [a[2] for a in (tail, marks) if a[2] is not None]
            text = unicodedata.normalize("NFC", tail[0] + marks[0])
            composed.append((text, min(starts, default=None), max(ends, default=None)))
        if rest is not None:
            composed.append(rest)
    return composed


def _split(atom: _Atom, at: int) -> tuple[_Atom, _Atom | None]:
    """Cut an atom in two; one that is not character by character its source stays whole."""
    text, start, end = atom
    if at >= len(text):
        return atom, None
    if start is None or end is None:
        return (text[:at], None, None), (text[at:], None, None)
    if end - start != len(text):
        return atom, None
    return (text[:at], start, start + at), (text[at:], start + at, end)


def _leading_marks(text: str) -> int:
    count = 0
    while count < len(text) and _joins_back(text[count]):
        count += 1
    return count


def _last_base(text: str) -> int:
    base = len(text) - 1
    while base > 0 and _joins_back(text[base]):
        base -= 1
    return base


def _joins_back(character: str) -> bool:
    """Return whether a character may compose with, or be reordered under, the one before it."""
    if character < "\u0300":
        return False
    return unicodedata.combining(character) != 0 or character in _second_halves()


@cache
def _second_halves() -> frozenset[str]:
    """Return the characters that end a canonical pair, and the jamo that follow a consonant."""
    jamo = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for code in (*range(0x00C0, 0xAC00), *range(0x10000, 0x1D200)):
        pair = unicodedata.decomposition(chr(code)).split()
        if len(pair) == 2 and pair[0][0] != "<":
            jamo.add(chr(int(pair[1], 16)))
    return frozenset(jamo)


def _joins_emoji(text: str, position: int) -> bool:
    return position + 1 < len(text) and bool(_EMOJI_JOINED.match(text[position + 1]))


def _atom(text: str, source: int | None, start: int, end: int) -> _Atom:
    return (text, None, None) if source is None else (text, source + start, source + end)


def _fold_space(atoms: list[_Atom]) -> list[_Atom]:
    """Fold runs of spaces to one and trim both ends."""
    folded: list[_Atom] = []
    for atom in atoms:
        if atom[0] == " " and (not folded or folded[-1][0] == " "):
            continue
        folded.append(atom)
    while folded and folded[-1][0] == " ":
        folded.pop()
    return folded
