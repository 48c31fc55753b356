"""What the options of a closed question say about a proposition, told by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from consult.domain.coding import Position

_UNCLEAR = re.compile(
    r"^(?:(?:i )?(?:do not|don't|dont) know|not sure|i am not sure|i'm not sure|unsure|undecided|"
    r"maybe|perhaps|possibly|(?:i )?(?:can't|cannot|would rather not|rather not) say|"
    r"unclear|prefer not to say|not applicable|n/a|not answered|no answer|"
    r"none of (?:the|these).*)\b"
)
_NEITHER = re.compile(
    r"\bneither\b|\bneutral\b|\bindifferent\b|\bno (?:strong )?(?:opinion|view|views|preference|"
    r"feelings)\b|\bnot bothered\b|(?:\bnot|n't) (?:support|agree|favour) (?:n?or|or) "
    r"(?:oppose|disagree|object)\b|\b(?:don't|do not) mind\b"
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
    r"^no(?=\s*(?:$|[.,;:!(\-–—])|\s(?:i|we|it|they|to|not|never|but|and)\b)|"
    r"\bdisapprove\b|^not (?:at all|really)(?=\W*$)|\bagree not at all\b|"
    r"(?:\bnot|n't|\bcannot|\bnever|\bhardly|\bunable to) "
    r"(?:(?:at all|really|actually|in|be|very) )?"
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
    r"^yes\b|^(?:fully|completely|entirely)(?=\W*$)|\bagree\b|\bsupport(?:ive)?\b|\bin favour\b|"
    r"\bfavour\b|\baccept(?:able)?\b|\bapprove\b|^for\b"
)
_YES_OR_NO = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_ASKS_AGAINST = re.compile(
    r"\b(?:do|would|are|have) (?:you|your \w+|people) (?:\w+ly |also )?"
    r"(?:oppose|object|disagree|reject|against|opposed|(?:have )?(?:any )?objections?)\b",
    re.IGNORECASE,
)
_OR_FOR = re.compile(
    r"\bor (?:do you |are you )?(?:agree|support|favour|in favour|back|welcome|accept)\b",
    re.IGNORECASE,
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
        # "Partly agree, partly disagree" is on either side, "No, I do not agree" on one.
        rest = _AGAINST.sub(" ", words)
        torn = not _YES_OR_NO.match(words) and _FOR.search(rest)
        return Position.MIXED if torn else Position.DISAGREE
    if _NOT_WHOLLY.search(words):
        return None
    if _CONDITION.search(words):
        agrees = _FOR.search(words) or _CONDITION.match(words)
        return Position.AGREE_WITH_CONDITIONS if agrees else None
    return Position.AGREE if _FOR.search(words) else None


def positions_of_options(options: Sequence[str], question: str = "") -> Mapping[str, Position]:
    """Return option -> position for those options whose words tell one, in their order.

    Where the ``question`` asks who is against something, a "Yes" or "No" tells none: what it
    means towards a proposition depends on how that is put.
    """
    turned = asks_who_is_against(question)
    told = ((option, position_of_option(option)) for option in options)
    return {
        option: position
        for option, position in told
        if position is not None and not (turned and _YES_OR_NO.match(option))
    }


def asks_who_is_against(question: str) -> bool:
    """Tell whether a "Yes" to a question opposes something: "Do you oppose closing the road?"."""
    asked = _ASKS_AGAINST.search(question)
    return asked is not None and _OR_FOR.search(question) is None


def takes_positions(options: Sequence[str]) -> bool:
    """Return whether the options let people agree and disagree, as yes/no or a scale does."""
    return has_both_sides(positions_of_options(options).values())


def has_both_sides(positions: Iterable[Position]) -> bool:
    """Return whether agreement, conditional or not, and disagreement are among positions."""
    told = set(positions)
    return Position.DISAGREE in told and bool(
        told & {Position.AGREE, Position.AGREE_WITH_CONDITIONS}
    )
