"""Numbers and bullets that were typed in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_BULLET = re.compile(
    "(?:[•●○◦▪▫■□◾◆❖➢➤‣⁃∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d]\\s*|[-–—*]\\s+|o\t\\s*|o\\s+(?=[A-Z]))(?=\\S)"
)
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}[.)]|\(\d{1,3}\))\s+(?=[\"'“‘(\[]{0,2}[A-Z])"
)
_LETTER = re.compile(
    r"(?!\(c\)\s+\d)(?:\((?:[a-z]|[ivx]{1,5})\)|(?:[a-z]|[ivx]{1,5})[.)])\s+(?=\S)"
)


class LabelKind(StrEnum):
    """What was typed: a bullet, a number (which may label a paragraph), or a letter."""

    BULLET = "bullet"
    NUMBER = "number"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLabel:
    """A label at the start of a paragraph; ``length`` counts it and the space behind it."""

    kind: LabelKind
    label: str
    length: int


def typed_label(text: str) -> TypedLabel | None:
    """Return the label that ``text`` starts with, or None; ``text`` has no leading space.

    A number is a label only before a capital letter ("17. We", "2.3 The"), so that "1.5 million"
    and "12. of which" stay words of their sentence.
    """
    for kind, pattern in (
        (LabelKind.BULLET, _BULLET),
        (LabelKind.NUMBER, _NUMBER),
        (LabelKind.LETTER, _LETTER),
    ):
        match = pattern.match(text)
        if match:
            return TypedLabel(kind=kind, label=match[0].strip(), length=match.end())
    return None
