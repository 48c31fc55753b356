"""What stands in brackets after a name: a body to speak for, or a ward, a street, a party."""

from __future__ import annotations

import re

from consult.text.name_words import PLACE_WORDS
from consult.text.names import folded, names_a_body
from consult.text.register import Register

__all__ = ["without_asides"]

_BRACKETS = re.compile(r"\s*\(([^()]{1,60})\)")
_ELECTED = re.compile(r"\b(?:cllr|councillor|deputy|senator|mp|msp|mla|td)\b", re.IGNORECASE)
"""Whom a bracket gives a party or a ward, and no body to speak for."""
_NUMBERED = re.compile(r"\d")
_NEAR = 60
_LORDS = re.compile(r"\bLord\s+(?:Chief\s+Justice|Chancellor|Advocate|Mayor|Lieutenant|Provost)\b")
"""Offices that begin as a title does: "the Lord Chancellor" is no Lord of that name."""


def without_asides(phrase: str, register: Register) -> str:
    """Return a subject without the brackets that hold no body, offices of lords in lower case."""

    def kept(aside: re.Match[str]) -> str:
        inside = aside.group(1)
        body = names_a_body(inside) or register.cast.has_body(inside) or inside in register.acronyms
        placed = folded(inside.split()[-1]) in PLACE_WORDS
        named = inside[:1].isupper() and " " in inside and not _NUMBERED.search(inside)
        before = phrase[max(0, aside.start() - _NEAR) : aside.start()]
        if _ELECTED.search(before) or placed or not (body or named):
            return ""
        return aside.group()

    return _LORDS.sub(lambda office: office.group().lower(), _BRACKETS.sub(kept, phrase))
