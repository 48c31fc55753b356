"""A small rule splitter, so that tests of claims need no model."""

from __future__ import annotations

import re

from consult.domain.document import Span

_END = re.compile(r"[.!?][\"”’)]*\s+(?=[“\"(]?[A-Z…])")
_ABBREVIATION = re.compile(r"(?:\bal|\be\.g|\bi\.e|\bNo|\b[A-Z])\.\Z")


def split_sentences(text: str) -> list[Span]:
    """The sentences of a paragraph, trimmed."""
    spans, start = [], 0
    for found in _END.finditer(text):
        end = len(text[: found.end()].rstrip())
        if not _ABBREVIATION.search(text[start:end]):
            spans.append(Span(start=start, end=end))
            start = found.end()
    if start < len(text):
        spans.append(Span(start=start, end=len(text)))
    return spans
