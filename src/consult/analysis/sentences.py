"""A plain sentence splitter for cutting quotes out of segments that are already clean."""

from __future__ import annotations

import re

from consult.domain.document import Span

_END = re.compile(r"[.!?…][\"”’')\]]?[\"”’')\]]?\s+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|No|para|Ltd|al|[A-Z]))\.$"
)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, trimmed; together they hold all its words.

    A stop ends a sentence when white space and no lower-case letter follow (no digit, for other
    marks than a full stop) and no common abbreviation or initial stands before it; time is
    linear in the length of the text.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() >= len(text) or text[match.end()].islower():
            continue
        if text[match.start()] != "." and text[match.end()].isdigit():
            continue  # a title that ends in a question mark, and its year
        stop = match.start() + 1
        if text[match.start()] == "." and _ABBREVIATED.search(text, max(start, stop - 8), stop):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start=start, end=end))
