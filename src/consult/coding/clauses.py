"""Turning points of a short passage, by connectives and punctuation alone."""

from __future__ import annotations

import re

from consult.domain.document import Span
from consult.domain.sentences import sentence_spans

_TURN = re.compile(
    r"(?:^|[,;:–—-]\s*|[.!?]\s+|\s)"
    r"(?P<word>however|nevertheless|nonetheless|even so|all the same|that said|having said that"
    r"|on the contrary|in (?:fact|truth|reality|practice)|unfortunately|sadly|regrettably)\b,?\s*"
    r"|(?:[,;:–—-]\s*|[.!?]\s+)(?P<soft>but|yet|though|still|whereas)\b,?\s*",
    re.IGNORECASE,
)
_CONCESSION = re.compile(
    r"^\W*(?:although|though|while|whilst|even though|even if|despite|in spite of|whatever"
    r"|notwithstanding|granted)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"^\W*(?:(?:the|this) (?:paper|report|review|authors?|strategy|plan|document|ministry"
    r"|department"
    r"|government|consultation|study|chapter|analysis)|authors|ministers|officials|some|critics"
    r"|opponents|supporters|others)\b.{0,60}?\b(?:says?|said|argues?|claims?|finds?|found|states?"
    r"|suggests?|concludes?|holds?|takes? the (?:view|line)|describes?|celebrates?|asserts?"
    r"|implies|points? to|believes?|sees?|sets?)\b"
    r"|^\W*(?:according to|it (?:is|has been|was) (?:often |sometimes )?(?:claimed|said|argued"
    r"|suggested|stated|asserted))\b",
    re.IGNORECASE,
)
_SHORTEST_PART = 3
_NEAR = 200


def carrying_part(text: str) -> Span | None:
    """Return the part of one passage that carries its stance when the rest concedes, or None.

    What follows the last "however", "but", "nevertheless" carries; so does the main clause after
    an opening "although …," or "while …,"; so does what follows an opening report of what others
    say ("The paper argues that …. …"). None when there is no such turn, or when a side of it
    has fewer than three words.
    """
    for turn in reversed(list(_TURN.finditer(text))):
        before = text[max(0, turn.start() - _NEAR) : turn.start()]
        after = text[turn.end() : turn.end() + _NEAR]
        if _words(before) >= _SHORTEST_PART and _words(after) >= _SHORTEST_PART:
            return _trimmed(text, turn.end(), len(text))
    for span in reversed(sentence_spans(text)):
        opening = _CONCESSION.match(text[span.start : span.end])
        if opening is None:
            continue
        comma = text.find(",", span.start + opening.end(), span.end)
        if comma >= 0 and _words(text[comma + 1 : span.end]) >= _SHORTEST_PART:
            return _trimmed(text, comma + 1, len(text))
    if _REPORT.match(text):
        stop = re.search(r"[.!?;:]\s", text)
        if stop and _words(text[stop.end() : stop.end() + _NEAR]) >= _SHORTEST_PART:
            return _trimmed(text, stop.end(), len(text))
    return None


def _words(text: str) -> int:
    return len(text.split())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if end > start else None
