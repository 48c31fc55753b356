"""Whether words have a verb: a title has none, a point has one."""

from __future__ import annotations

import re

AUXILIARY = (
    r"(?:am|is|are|was|were|has|have|had|do|does|did|can|cannot|could|will|would|shall|should|may"
    r"|might|must|ought)"
)
"""A pattern of the finite verbs that help others, as they are without "not"."""
_FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|be|needs?|wants?|makes?|gives?|helps?|means?|seems?|feels?"
    r"|agrees?|disagrees?|supports?|opposes?|welcomes?|thinks?|believes?|works?|leads?|costs?"
    r"|requires?|remains?|allows?|causes?|creates?|adds?|questions?|suggests?|shows?|lacks?)\b"
    r"|\w+(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b",
    re.IGNORECASE,
)
_SEEMS_FINITE = re.compile(
    r"\b(?:we|i|they|you|he|she|it|people|members|who|which) (?:\w+ly |also |all )?\w{3,}"
    r"|\b\w{3,}(?:s|ed) (?:the|a|an|to|that|in|on|for|with|by|from|at|our|us|it|no|all|more)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(r"^\W{0,3}(?:please )?[A-Z]?[a-z]+ (?:the|a|an|our|your|all|more|it)\b")


def has_finite_verb(text: str) -> bool:
    """Tell whether a common finite verb stands in a text."""
    return _FINITE.search(text) is not None


def seems_to_have_a_verb(text: str) -> bool:
    """Tell whether a text has a common finite verb, or words that stand as one may."""
    seems = _SEEMS_FINITE.search(text) or _IMPERATIVE.match(text)
    return seems is not None or has_finite_verb(text)
