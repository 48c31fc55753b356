"""The lines of a plain text, with the page or slide that each stands on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_GAP_BETWEEN_SLIDES = 3
_FEWEST_SLIDES = 3
_TITLE_CHARACTERS = 110
_RUNNING_LINE_PAGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without white space at its ends; ``start`` is its offset in the source.

    ``gap`` counts the empty lines before it and ``part`` the pages or slides, from 1;
    ``indent`` is in characters, a tab being four.
    """

    text: str
    start: int
    indent: int
    gap: int
    part: int
    first: bool
    """Whether the line is the first of its page or slide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines that hold text; ``parts`` says what form feeds or wide gaps divide, if any."""

    lines: tuple[Line, ...]
    parts: str
    """``slides``, ``pages`` or empty."""


def read_lines(source: str) -> Lines:
    """Return the lines of ``source`` that hold text, in order.

    Form feeds divide slides when most of what they divide begins with a title, otherwise
    pages. Without form feeds, gaps of three or more empty lines before titles divide slides.
    """
    lines = _cut(source)
    if any(line.part > 1 for line in lines):
        heads = [line for line in lines if line.first]
        titled = sum(_could_be_title(line.text) for line in heads)
        slides = len(heads) > 1 and titled * 3 >= len(heads) * 2
        return Lines(lines=lines, parts="slides" if slides else "pages")
    slides_by_gap = _by_gaps(lines)
    return Lines(lines=slides_by_gap or lines, parts="slides" if slides_by_gap else "")


def running_lines(lines: Sequence[Line]) -> frozenset[str]:
    """Return texts that stand first or last on three or more pages: running heads and feet."""
    edges: Counter[str] = Counter()
    for index, line in enumerate(lines):
        last = index + 1 == len(lines) or lines[index + 1].first
        if (line.first or last) and len(line.text) <= _TITLE_CHARACTERS:
            edges[line.text] += 1
    return frozenset(text for text, count in edges.items() if count >= _RUNNING_LINE_PAGES)


def _cut(source: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    position, gap, part, fresh = 0, 0, 1, True
    while position <= len(source):
        found = _BREAK.search(source, position)
        end = found.start() if found else len(source)
        raw = source[position:end]
        text = raw.strip()
        if text and not text.isspace():
            before = raw[: len(raw) - len(raw.lstrip())]
            lines.append(
                Line(
                    text=text,
                    start=position + len(before),
                    indent=len(before.expandtabs(4)),
                    gap=gap,
                    part=part,
                    first=fresh,
                )
            )
            gap, fresh = 0, False
        else:
            gap += 1
        if found and found.group() == "\x0c":
            part, fresh = part + 1, True
        if not found:
            break
        position = found.end()
    return tuple(lines)


def _could_be_title(text: str) -> bool:
    letters = text.lstrip("#*_ “‘\"'")
    return (
        len(text) <= _TITLE_CHARACTERS
        and (letters[:1].isupper() or letters[:1].isdigit())
        and text[-1] not in ".,;"
        and any(c.isalpha() for c in text)
    )


def _by_gaps(lines: tuple[Line, ...]) -> tuple[Line, ...] | None:
    """Return the lines numbered by slide, or None when wide gaps do not come before titles."""
    wide = [line for line in lines[1:] if line.gap >= _GAP_BETWEEN_SLIDES]
    titles = [line for line in wide if _starts_slide(line)]
    starts = {line.start for line in titles}
    if len(titles) < _FEWEST_SLIDES or len(titles) * 5 < len(wide) * 3:
        return None
    seen = {lines[0].text} | {line.text for line in titles}
    numbered: list[Line] = []
    part = 1
    for index, line in enumerate(lines):
        opens = index == 0 or (line.gap > 0 and (line.start in starts or line.text in seen))
        part += opens and index > 0
        numbered.append(replace(line, part=part, first=bool(opens)))
    return tuple(numbered)


def _starts_slide(line: Line) -> bool:
    marked = line.text[0] in "-*•–“\"'‘" or (line.text[0].isdigit() and line.text[1:2].isdigit())
    return not marked and _could_be_title(line.text)
