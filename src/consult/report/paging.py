"""Where the questions of a briefing begin a page: a short one may share the page before it."""

from __future__ import annotations

from math import ceil
from typing import Any

PAGE = 245.0
"""The height of a page's text, in millimetres; all heights here are, and are a little high."""
_CHAPTER_HEADING = 20.0
_LINE = 5.6
_EARLY = 90.0
"""Above this a page is hardly begun, and a question follows however long it is."""
_DRIFT = 15.0
"""What an estimate that runs over a page may have lost at its foot."""
_CHARACTERS_A_LINE = 80


def paged(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the questions of a chapter with ``turn``: whether each begins a new page.

    The first begins with its chapter. Another stays on the page before it when that is hardly
    begun, or when all of it should fit there, by an estimate from its text: the layout itself
    is not asked, since a page break that depends on where it stands need not settle.
    """
    used = _CHAPTER_HEADING
    placed = []
    for number, question in enumerate(questions):
        height = _height(question)
        turn = number > 0 and used > _EARLY and used + height > PAGE
        used = height if turn else used + height
        if used > PAGE:
            used = used % PAGE + _DRIFT
        placed.append({**question, "turn": turn})
    return placed


def _height(question: dict[str, Any]) -> float:
    height = 30.0 + _lines(question["text"], 60)
    if question["closed"] is not None:
        height += 14 + 6.5 * len(question["closed"]["options"])
    if question["propositions"]:
        height += 22 + sum(_proposition(one) for one in question["propositions"])
    for group in question["groups"]:
        height += 14 + sum(_finding(one) for one in group["findings"])
    if question["reported"]:
        height += 14 + sum(_finding(one) for one in question["reported"])
    return height


def _proposition(proposition: dict[str, Any]) -> float:
    """Estimate its bar with its text over it, and its row of the table."""
    bar = 18 + _lines(proposition["text"], 80) if proposition["chart"] else 0.0
    return bar + 2 + 0.75 * _lines(proposition["text"], 34)


def _finding(finding: dict[str, Any]) -> float:
    height = 14 + _lines(finding["statement"], _CHARACTERS_A_LINE)
    for quote in finding["quotes"]:
        height += 7 if quote["said"] else 13 + ceil(quote["length"] / _CHARACTERS_A_LINE) * _LINE
    return height


def _lines(text: str, width: int) -> float:
    return ceil(len(text) / width) * _LINE
