"""Where names stand in a text, in whatever marks, letters, lines and order they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from consult.domain.document import Span

SHORTEST = 3
"""Characters from which a name tells anything; shorter ones are passed over."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_MARKS = 3
"""Marks that may stand between two words of a name, beside white space."""
_TURNED_UP_TO = 6
"""Words up to which a name may stand with its last words first."""
_END = ""


class Names:
    """Some names, to be found in texts in time linear in the text."""

    def __init__(self, names: Iterable[str], *, open_names: Iterable[str] = ()) -> None:
        """Take the names to find; whoever is called as one of ``open_names`` is not looked for."""
        spared = {_plain(name) for name in open_names}
        self._first: dict[str, dict] = {}  # type: ignore[type-arg] # a tree of itself
        for name in names:
            if len(name) >= SHORTEST and _plain(name) not in spared:
                for form in _forms(name):
                    if form not in spared and (len(form) > 1 or len(form[0]) >= SHORTEST):
                        self._add(form)

    def _add(self, form: tuple[str, ...]) -> None:
        node = self._first
        for step in form:
            node = node.setdefault(step, {})
        node[_END] = {}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where names stand, whole words only, in order and apart; overlapping ones as one.

        Case, accents, kinds of apostrophes and hyphens, and line breaks make no difference, and
        the last words may stand first with a comma ("Surname, First"). A name that was given with
        a comma is found the other way round too.
        """
        words = list(_WORD.finditer(text))
        folded = [_folded(word.group()) for word in words]
        found: list[Span] = []
        for at, word in enumerate(words):
            end = self._end(text, words, folded, at)
            if end is None:
                continue
            start = word.start()
            if found and start < found[-1].end:
                last = found.pop()
                start, end = last.start, max(end, last.end)
            found.append(Span(start=start, end=end))
        return tuple(found)

    def _end(self, text: str, words: list[re.Match[str]], folded: list[str], at: int) -> int | None:
        """Return where the longest name ends that begins at a word, or None."""
        node = self._first.get(folded[at])
        end = None
        while node is not None:
            if _END in node:
                end = words[at].end()
            if at + 1 == len(words):
                break
            join = _join(text[words[at].end() : words[at + 1].start()])
            at += 1
            node = None if join is None else node.get(join + folded[at])
        return end


def _join(between: str) -> str | None:
    """Return how two words may be joined in a name: with a comma, without, or not at all."""
    marks = "".join(between.split())
    if len(marks) > _MARKS:
        return None
    return "," if "," in marks else ""


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _plain(name: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD.findall(name))


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to write a name, as words; a comma before a word stands at its front."""
    for written in dict.fromkeys((name, _APOSTROPHES.sub("", name))):
        words = _plain(written)
        if not words:
            return
        yield words
        if "," in written:
            yield _as_written(written)
            last, _, first = (part.strip() for part in written.partition(","))
            yield (*_plain(first), *_plain(last))
        elif len(words) <= _TURNED_UP_TO:
            for cut in range(1, len(words)):
                yield (*words[cut:], f",{words[0]}", *words[1:cut])


def _as_written(name: str) -> tuple[str, ...]:
    found = list(_WORD.finditer(name))
    joins = ["", *(_join(name[a.end() : b.start()]) or "" for a, b in pairwise(found))]
    return tuple(j + _folded(word.group()) for j, word in zip(joins, found, strict=True))
