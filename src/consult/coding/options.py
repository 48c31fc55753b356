"""What the options of a closed question say about a proposition, told by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consult.domain.coding import Position

_UNCLEAR = re.compile(
    r"^(?:(?:i )?(?:do not|don't|dont) know|not sure|i am not sure|i'm not sure|unsure|undecided|"
    r"unclear|prefer not to say|not applicable|n/a|not answered|no answer|"
    r"none of (?:the|these).*)\b"
)
_NEITHER = re.compile(
    r"\bneither\b|\bneutral\b|\bindifferent\b|\bno (?:strong )?(?:opinion|view|views|preference|"
    r"feelings)\b|\bnot bothered\b"
)
_NOT_AGAINST = re.compile(
    r"\bno (?:(?:strong|particular|real|major|formal|in-principle) )?objections?\b|"
    r"(?:\bnot|n't|\bcannot|\bnever) (?:(?:strongly|actively|really|fully|entirely|wholly|"
    r"completely|necessarily|at all|agree n?or) )?"
    r"(?:object|oppose|opposed|disagree|against|reject)\b"
)
"""Whoever does not object may support it or not: it is the third option of many forms."""
_MIXED = re.compile(r"\byes and no\b|\bboth agree and disagree\b|\bmixed\b")
_AGAINST = re.compile(
    r"\bdisagree\b|\boppose[ds]?\b|\bobject(?:ions?)?\b|\bagainst\b|\breject\b|"
    r"^no(?=\s*(?:$|[.,;:!(\-–—])|\s(?:i|we|it|they|to|not|never)\b)|"
    r"(?:\bnot|n't|\bcannot|\bnever|\bhardly) (?:(?:at all|really|actually|in|be|very) )?"
    r"(?:agree|support(?:ive)?|accept(?:able)?|favour|approve|happy|content)\b|"
    r"\bunacceptable\b|\bunsupportive\b"
)
_NOT_WHOLLY = re.compile(
    r"(?:\bnot|n't|\bcannot|\bnever) (?:\w+ ){1,3}(?:agree|support|accept|favour|approve)"
)
"""Whoever does not fully agree may agree in part or not at all: a person says which."""
_CONDITION = re.compile(
    r"\bpart(?:ly|ially)?\b|\bin part\b|\bif\b|\bsubject to\b|\bprovided\b|\bbut\b|\bonly\b|"
    r"\bwith (?:\w+ )?(?:conditions?|changes|reservations?|amendments|caveats|modifications)\b|"
    r"\bconditional(?:ly)?\b|\bto (?:some|an|a certain) extent\b|\bsome of (?:it|them)\b"
)
_FOR = re.compile(
    r"^yes\b|\bagree\b|\bsupport(?:ive)?\b|\bin favour\b|\bfavour\b|\baccept(?:able)?\b|"
    r"\bapprove\b|^for\b"
)


def position_of_option(option: str) -> Position | None:
    """Return the position that an option takes on what its question asks, or None.

    Works on the words alone (*strongly agree*, *no*, *neither …*, *not sure*, *yes, with
    conditions*); an option that names a thing rather than an attitude has no position.
    """
    words = " ".join(option.lower().replace("’", "'").split())
    if _UNCLEAR.search(words):
        return Position.UNCLEAR
    if _NEITHER.search(words) or _NOT_AGAINST.search(words):
        return Position.NEITHER
    if _MIXED.search(words):
        return Position.MIXED
    if _AGAINST.search(words):
        return Position.DISAGREE
    if _NOT_WHOLLY.search(words):
        return None
    if _CONDITION.search(words):
        agrees = _FOR.search(words) or _CONDITION.match(words)
        return Position.AGREE_WITH_CONDITIONS if agrees else None
    return Position.AGREE if _FOR.search(words) else None


def positions_of_options(options: Sequence[str]) -> Mapping[str, Position]:
    """Return option -> position for those options whose words tell one, in their order."""
    told = ((option, position_of_option(option)) for option in options)
    return {option: position for option, position in told if position is not None}


def takes_positions(options: Sequence[str]) -> bool:
    """Return whether the options let people agree and disagree, as yes/no or a scale does."""
    told = set(positions_of_options(options).values())
    return Position.DISAGREE in told and bool(
        told & {Position.AGREE, Position.AGREE_WITH_CONDITIONS}
    )
