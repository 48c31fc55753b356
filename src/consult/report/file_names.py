"""Names of files out of the reasons that the public reads: they often hold those of people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from consult.domain.ledger import Item

FILE = "[file]"
_WORD = re.compile(r"\w+")
_SHORTEST = 3


class FileNames:
    """What items are called, and where they lay, to be taken out of texts.

    Time is linear in the text for any number of items.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        """Take the names and places of all items; what has no three letters or digits is none."""
        self._names: set[str] = set()
        shapes: dict[str, set[tuple[int, int]]] = {}
        for name in sorted({name for item in items for name in (item.source_key, item.name)}):
            first = _WORD.search(name)
            if first is not None and _tells(name):
                self._names.add(name)
                shapes.setdefault(first.group(), set()).add((len(name), first.start()))
        self._shapes = {word: sorted(found, reverse=True) for word, found in shapes.items()}
        """First word -> lengths of the names and of the marks before it, longest first."""

    def taken_out(self, text: str) -> str:
        """Return a text with every whole name replaced, of overlapping ones the longest first."""
        pieces: list[str] = []
        position = 0
        for word in _WORD.finditer(text):
            if word.start() < position:
                continue
            found = self._found(text, word, position)
            if found is not None:
                pieces += [text[position : found[0]], FILE]
                position = found[1]
        return "".join([*pieces, text[position:]])

    def _found(self, text: str, word: re.Match[str], least: int) -> tuple[int, int] | None:
        """Return the longest name whose first word this is, marks before it included."""
        for length, marks in self._shapes.get(word.group(), ()):
            start = word.start() - marks
            end = start + length
            if least <= start and text[start:end] in self._names and _ends(text, end):
                return start, end
        return None


def _tells(name: str) -> bool:
    told = [c for c in name if c.isalnum()]
    return len(told) >= _SHORTEST and any(c.isalpha() for c in told)


def _ends(text: str, end: int) -> bool:
    return not (text[end - 1 : end].isalnum() and text[end : end + 1].isalnum())
