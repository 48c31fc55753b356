"""Names of people and organisations, folded so that the same one is found again."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"[^\w\s]")
_LEGAL_ENDINGS = frozenset({"ltd", "limited", "plc", "llp", "cic", "inc"})


def fold_name(name: str) -> str:
    """Return a name for comparing: case, accents, apostrophes and legal endings folded away.

    "The Wren Trust Ltd." and "wren trust" fold to the same; folding twice changes nothing.
    """
    plain = name
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.casefold()
    words = _PUNCTUATION.sub("", plain.replace("&", " and ")).split()
    while words and words[-1] in _LEGAL_ENDINGS:
        words.pop()
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    return " ".join(words)
