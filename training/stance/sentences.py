"""Sentences put together from frames and banks, and which of these are kept for development."""

from __future__ import annotations

import hashlib
import re

_HELD_OUT = 8


def held_out(text: str) -> bool:
    """Return whether a frame or a bank entry is kept for development, one in eight by digest."""
    return hashlib.sha256(text.encode()).digest()[0] % _HELD_OUT == 0


def sentence(text: str) -> str:
    """Return the text with a capital at each start of a sentence and single spaces."""
    text = " ".join(text.split())
    return re.sub(r"(^|[.?!] )([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)


def bare(text: str) -> str:
    """Return the text without the marks and spaces at its ends."""
    return text.strip(" .!?;,")


def clause(text: str) -> str:
    """Return a sentence as it stands after "that"; a motion's opening is taken off."""
    text = re.sub(r"^this house (believes|thinks) (that )?", "", bare(text), flags=re.IGNORECASE)
    text = re.sub(r"^this house would ", "we should ", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:]


def stop(text: str) -> str:
    """Return the text with a full stop unless it ends in a mark."""
    return text if text.endswith((".", "!", "?")) else text + "."


def lower_first(text: str) -> str:
    """Return the sentence as it stands after a link, its first letter small."""
    return text if text.startswith("I ") else text[:1].lower() + text[1:]
