"""Where the sentences of a short, clean passage begin and end, told by punctuation alone."""

from __future__ import annotations

import re

from consult.domain.document import Span

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$)|\n+")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|al|approx|mr|mrs|ms|messrs|dr|prof|rev|hon|rt|cllr|sgt"
    r"|capt|st|ltd|(?-i:[A-HJ-Z]))\.$",
    re.IGNORECASE,
)
_BEFORE_A_NUMBER = re.compile(
    r"\b(?:nos?|paras?|figs?|sec|ch|pp?|vol|art)\.$|(?-i:\bI\.)$", re.IGNORECASE
)
_WHOLE_WORD = re.compile(r"[^\W\d_]{4,}[\"'”’)\]]*\.[\"'”’)\]]*$")
_LETTERED = re.compile(
    r"\b(?:option|route|site|zone|plan|scenario|part|annex|appendix|section|schedule|question|group|class|"
    r"band|type|grade|model|proposal|scheme|package|figure|table|block|platform|level|category|vitamin)"
    r"\s+[A-Z]$",
    re.IGNORECASE,
)
"""What is told apart by a letter, after which a full stop is no initial's: "option A."."""
_TAIL = 16
"""How much of what stands before a stop is read for an abbreviation."""


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of a passage in order, trimmed, as code-point spans.

    A stop ends a sentence where white space follows, and so does a line's end. A full stop does
    not after a title, an initial or a common abbreviation ("No." only before a number), nor
    before a small letter unless a whole word stands before it; another mark does not before a
    small letter or a number ("What Are Streets For? 2021"). Together the spans hold every
    character but white space. Linear in the length of the text.
    """
    found: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        if _ends(text, begin, match):
            _append(found, text, begin, match.end())
            begin = match.end()
    _append(found, text, begin, len(text))
    return tuple(found)


def ends_in_letter(text: str, begin: int, end: int) -> bool:
    """Whether a sentence that began at ``begin`` ends at ``end`` with "option A", and is more."""
    found = _LETTERED.search(text, max(begin, end - _TAIL), end)
    return found is not None and found.start() > begin


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    start = max(begin, match.end() - _TAIL)
    if match[0][0] == "\n":
        return True
    after = text[match.end() : match.end() + _TAIL].lstrip(" \t")[:1]
    if not match[0].startswith("."):
        return not (after.islower() or after.isdigit())
    tail = text[start : match.end()]
    if ends_in_letter(text, begin, match.start()):
        return not after.islower()
    if _ABBREVIATED.search(tail) or (after.isdigit() and _BEFORE_A_NUMBER.search(tail)):
        return False
    return not after.islower() or _WHOLE_WORD.search(tail) is not None


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start=start, end=end))
