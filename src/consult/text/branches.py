"""Which organisations are branches of one, by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+")
_BRANCH = re.compile(
    r"\b(?:branch|region|regional|chapter|division|lodge|(?:local|area|district|town|village) "
    r"(?:group|association|committee|organisation|federation))\b",
    re.IGNORECASE,
)
_OF = re.compile(r" of (?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r" ?[,;:()\[\]|/–—] ?| - ")


def branches(names: Mapping[str, str]) -> dict[str, str]:
    """Return id -> folded name of the organisation, for names that call themselves its branch.

    An organisation of which only one branch is named is left out. "Hill branch of the Bell
    Ringers", "Bell Ringers (Quay branch)" and "Bell Ringers, Vale region" are branches of one.
    """
    found = {key: whole for key, name in names.items() if (whole := _whole(name))}
    several = Counter(found.values())
    return {key: whole for key, whole in sorted(found.items()) if several[whole] > 1}


def _whole(name: str) -> str:
    """Return the organisation that a branch's name holds, folded, or nothing."""
    name = " ".join(name.split())
    word = _BRANCH.search(name)
    if word is None:
        return ""
    of = _OF.match(name, word.end())
    if of is not None:
        return _folded(_BETWEEN.split(name[of.end() :])[0])
    pieces = [piece for piece in _BETWEEN.split(name) if piece.strip()]
    whole = [piece for piece in pieces if not _BRANCH.search(piece)]
    return _folded(whole[0]) if whole else _folded(name.split(maxsplit=1)[0])


def _folded(name: str) -> str:
    return " ".join(word for word in _WORD.findall(name.lower()) if word != "the")
