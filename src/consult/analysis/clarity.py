"""How well a sentence stands alone: its length, its subject, its verb, what it leans on."""

from __future__ import annotations

import re

from consult.analysis.leads import only_leads

_WORD = re.compile(r"\w+")
_BEST_LENGTH = (10, 55)
_POINTS_BACK = re.compile(
    r"^\W{0,3}(?:(?:but|and|so|however|yet|also|instead|alongside|because of|despite|given|all|some"
    r"|both|most|many|none|either|neither|nine|each|of),? (?:of )?)?"
    r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|the (?:former|latter))\b",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"^\W{0,3}(?:(?:but|and|so|however|yet),? )?(?:it (?:is|was|would be|will be|should be|must be"
    r"|can be|cannot be) (?:(?!and\b|or\b)[\w’'-]+ ){1,3}?(?:that|to|for|when|if)\b"
    r"|it(?:['’]s| is) time\b|it (?:depends|takes|helps|seems|should be noted)\b"
    r"|(?:those|all those|most of those) (?:who|with|that|in|of|living)\b"
    r"|this (?:review|consultation|plan|paper|report|town|village|country|area|year|proposal)\b"
    r"|both \w+ and\b|that said\b|such (?:an?|is)\b)",
    re.IGNORECASE,
)
_POINTS_ASIDE = re.compile(
    r"\b(?:to|of|in|for|with|by|on|from|about|at|after|under) (?:this|these|that|those|it|them)"
    r"(?:[.,;:!?]|$| (?:and|but|or|so|because|area|issue|way|point|matter|context|space)\b)",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"^\W{0,3}(?:however|but|and|or|so|also|then|thus|because|which|therefore|moreover|hence"
    r"|furthermore|additionally|nevertheless|otherwise|instead|another|others?|similarly|likewise"
    r"|for (?:example|instance)|in (?:addition|contrast|turn)|as (?:such|a result))\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|has|have|had|do|does|did|can|cannot|could|will|would|shall|should"
    r"|may|might|must|ought)\b|\w+(?:n['’]t|['’](?:re|ve|ll|d|m))\b"
    r"|\b(?:we|i|they|you|he|she|it|people|members|who|which) (?:\w+ly |also |all )?\w{3,}"
    r"|\b\w{3,}(?:s|ed) (?:the|a|an|to|that|in|on|for|with|by|from|at|our|us|it|no|all|more)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(r"^\W{0,3}(?:please )?[A-Z]?[a-z]+ (?:the|a|an|our|your|all|more|it)\b")


def points_back(sentence: str) -> bool:
    """Tell whether a sentence opens on a subject that only what stands before it names."""
    return _POINTS_BACK.match(sentence) is not None and _STANDS_ALONE.match(sentence) is None


def clarity(text: str) -> float:
    """Return how well a text stands alone, about 0..1.

    It is of good length, says what it is about, has a verb, does not open in mid-argument, asks
    nothing and does not merely lead into a list.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    low, high = _BEST_LENGTH
    length = min(1.0, len(words) / low, high / len(words))
    back = 0.45 if points_back(text) else 0.0
    hangs = 0.3 if not back and (text[0].islower() or _CONNECTS.match(text)) else 0.0
    asks = 0.3 if text.rstrip().endswith("?") else 0.0
    leads = 0.4 if only_leads(text) else 0.0
    aside = 0.1 if _POINTS_ASIDE.search(text) else 0.0
    bare = 0.0 if _FINITE.search(text) or _IMPERATIVE.match(text) else 0.25
    return max(0.0, length - back - hangs - aside - asks - leads - bare)
