"""What stands before a sentence and is no part of it: times, numbers, bullets; and bylines."""

from __future__ import annotations

import re

__all__ = ["is_byline", "lowered", "without_opening"]

_OPENING = re.compile(
    r"(?:[•·*\-–—▪]\s+|\[?\d{1,2}[:.]\d{2}(?:\s?[ap]m)?\]?[:\s]\s*|\d{1,3}(?:\.\d{1,2})?[.)]?\s+(?=[A-Z“\"‘\u25a1])|"
    r"\[\d{1,2}(?::\d{2}){1,2}\]\s+|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+){1,3}"
)
_BYLINE = re.compile(
    r"(?:by|words|words\s+by|report\s+by|from)\s*:?\s+[A-Z][\w’'\-]+(?:\s+[A-Z][\w’'\-]+){1,2}"
    r"(?:,\s+[^.:;□]{2,80}|\s+in\s+[A-Z][\w’'\-]+|)$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:[A-Z][A-Z’'\-]*\s+){1,6}(?=[a-z])")
_SHOUTED = 5
"""Letters from which a word in capitals is no set of initials."""


def without_opening(sentence: str) -> str:
    """Return a sentence without the time, number or bullet that a page sets before it."""
    stripped = sentence.lstrip()
    match = _OPENING.match(stripped)
    return stripped[match.end() :] or sentence if match else sentence


def is_byline(sentence: str) -> bool:
    """Whether a line says no more than who wrote the piece: "By Ann Lee, News Correspondent"."""
    return len(sentence) < 140 and bool(_BYLINE.match(sentence.strip(" *_")))


def lowered(sentence: str) -> str:
    """Return a piece's first sentence with capitals that are a layout set in lower case.

    "ANGRY RESIDENTS have", as papers begin, names nobody; "RNLI crews" keeps its initials.
    """
    match = _CAPITALS.match(sentence)
    if match is None or not any(len(word) >= _SHOUTED for word in match.group().split()):
        return sentence
    return match.group().lower() + sentence[match.end() :]
