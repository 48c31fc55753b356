"""How well a sentence stands alone: its length, its subject, its verb, what it leans on."""

from __future__ import annotations

import re

from consult.analysis.leads import only_leads
from consult.domain.leaning import mentions_unnamed, passes_on, points_back, turns_from_before
from consult.domain.verbs import seems_to_have_a_verb

_WORD = re.compile(r"\w+")
_BEST_LENGTH = (10, 55)


def clarity(text: str) -> float:
    """Return how well a text stands alone, about 0..1.

    It is of good length, says what it is about, has a verb, does not open in mid-argument, asks
    nothing, passes on no words of others and does not merely lead into a list.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    low, high = _BEST_LENGTH
    length = min(1.0, len(words) / low, high / len(words))
    back = 0.45 if points_back(text) else 0.0
    hangs = 0.3 if not back and (text[0].islower() or turns_from_before(text)) else 0.0
    asks = 0.3 if text.rstrip().endswith("?") else 0.0
    leads = 0.4 if only_leads(text) else 0.0
    aside = 0.1 if mentions_unnamed(text) else 0.0
    told = 0.35 if passes_on(text) else 0.0
    bare = 0.0 if seems_to_have_a_verb(text) else 0.25
    return max(0.0, length - back - hangs - aside - asks - leads - told - bare)
