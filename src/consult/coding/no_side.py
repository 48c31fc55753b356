"""Words that take no side: "we have no view", "I leave that to others", "members are divided"."""

from __future__ import annotations

import re

_ABSTAINS = re.compile(
    r"\b(?:i|we|our members|members|the (?!paper|report|review|document|consultation|plan|minister"
    r"|department|government|council)(?:[\w’'-]+ ){1,3}?)\s?"
    r"(?:therefore |also |still |currently )?"
    r"(?:take|takes|took|hold|holds|held|have|has|had|express|offer|reached) no "
    r"(?:(?:strong|particular|firm|settled|clear|single|agreed|collective) )?"
    r"(?:views?|positions?|opinions?|preferences?|sides?|policy)\b"
    r"|\bno (?:strong|particular|firm) (?:views?|opinions?|preferences?|feelings?)\b"
    r"|\b(?:i|we) (?:do not|don['’]?t) have (?:a|any) (?:strong |firm |particular )?"
    r"(?:views?|opinions?|preferences?)\b"
    r"|\b(?:have|has|had)(?: not|n['’]t)(?: really| yet)? (?:reached|formed|taken|come to|adopted)"
    r" an? (?:\w+ )?(?:view|position|opinion)\b"
    r"|\b(?:did|could|do|does|can|will|would)(?: not|n['’]t|not) "
    r"(?:take|come to|reach|offer|give|form) an? (?:\w+ )?(?:view|opinion|position|side)\b"
    r"|\b(?:i am|we are|i['’]m|we remain|i remain) (?:neutral|undecided|agnostic)\b",
    re.IGNORECASE,
)
"""Who holds no view, or has not reached one."""
_BALANCES = re.compile(
    r"\bneither (?:agrees? nor disagrees?|supports? nor (?:opposes?|objects?)|endorses? nor"
    r" (?:rejects?|opposes?)|backs? nor (?:opposes?|rejects?)|for nor against"
    r"|in favour(?: of)? nor (?:against|opposed))\b"
    r"|\b(?:our members|members|opinions?(?: among (?:our |the )?[\w’'-]+| at [\w’' -]{3,30})?"
    r"|views?(?: among (?:our |the )?[\w’'-]+)?) (?:is|are|was|were) "
    r"(?:evenly |deeply |sharply )?(?:divided|split)\b"
    r"|\bgo back and forth (?:on|about) this\b",
    re.IGNORECASE,
)
"""Who stands between the sides, or is a body whose members do."""
_DECLINES = re.compile(
    r"\b(?:i|we|our [\w’'-]+|the [\w’'-]+(?: as a body)?) (?:therefore )?"
    r"(?:make|makes|have|has|offer|offers|express|expresses) "
    r"(?:no (?:further |specific )?(?:comments?|preference)|nothing to say)\b"
    r"(?! (?:to add|other than))"
    r"|\b(?:i|we)(?:['’]ll| will| would rather)? leave "
    r"(?:this|it|that|the (?:question|matter|choice)(?: of [^.,;]{2,60}?)?) to\b"
    r"|\bnot (?:our|my) (?:business|place) to (?:comment|say)\b"
    r"|\bnot for (?:us|me) to (?:comment|say|judge)\b",
    re.IGNORECASE,
)
"""Who leaves it to others, or says nothing."""
_CANNOT_TELL = re.compile(
    r"\b(?:i|we) (?:cannot|can ?not|can['’]t|could not|couldn['’]t) (?:really )?"
    r"(?:(?:say|tell|judge) whether|say anything|tell you)\b"
    r"|\bnot feel (?:that )?(?:i|we) can (?:judge|say|comment)\b"
    r"|\b(?:i|we) know (?:nothing|too little) (?:about|of)\b",
    re.IGNORECASE,
)
_IS_ALL_ONE = re.compile(
    r"\b(?:i|we) (?:do not|don['’]?t) (?:mind|(?:really )?care)"
    r" (?:either way|one way or the other)"
    r"|\b(?:i|we) could ?n[o'’]t care less\b"
    r"|\bmakes? (?:little|no) (?:real )?difference to (?:me|us)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:no (?:view|opinion|preference)|neutral|undecided|neither)(?=\s*(?:[.,;!–—]|$))",
    re.IGNORECASE,
)
_WAYS = (_ABSTAINS, _BALANCES, _DECLINES, _CANNOT_TELL, _IS_ALL_ONE, _OPENING)


def no_side(text: str) -> re.Match[str] | None:
    """Return the first words of a passage by which its author takes no side, or None.

    Linear in the length of the text.
    """
    found = [match for way in _WAYS if (match := way.search(text)) is not None]
    return min(found, key=lambda match: (match.start(), match.end()), default=None)
