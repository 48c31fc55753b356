"""Where words that were cut short may end: not on one that leads on to the next."""

from __future__ import annotations

import re

_LEADS_ON = re.compile(
    r"(?:[ ,]+(?:the|a|an|of|to|in|on|for|with|by|from|at|and|or|but|that|which|is|are|was|were|be"
    r"|been|has|have|had|will|would|should|must|can|could|may|might|not|as|than|their|our|your|its"
    r"|this|these|those|more|very|too|so|if|when|where|who|while|because|into|about|between|such"
    r"|however|therefore|for (?:example|instance)))+$",
    re.IGNORECASE,
)


def leads_on(words: str) -> bool:
    """Tell whether words end on one that only leads on to the next ("of the", "for example")."""
    return _LEADS_ON.search(words) is not None


def without_what_leads_on(words: str) -> str:
    """Return words without those at their end that only lead on to the next."""
    return _LEADS_ON.sub("", words)
