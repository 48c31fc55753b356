"""The side that the words of a text declare, unless the model hears the opposite in them."""

from __future__ import annotations

import re

from consult.coding.alternatives import chosen
from consult.coding.explicit import Declaration, Explicit, declared
from consult.coding.spelt_out import spelt_out
from consult.coding.stance_pair import Decision, StancePair, agreement
from consult.coding.stance_readings import CLEAR_SENTENCE, Scores
from consult.domain.coding import Position

SPEAKS_ELSEWHERE = 0.5
"""Probability of neither above which a declaration's "this" is taken to be something else."""
CONTRADICTED = 0.6
"""Probability of the opposite above which a declaration and the model are at odds."""
CONTRADICTED_SURELY = 0.85
"""The same where the text answers a question about nothing but the proposition: there the words
of a declaration have nothing else to be about, and the model is believed only when it is sure."""
_EXPLICIT_SCORE = 0.95
_OPENING_SCORE = 0.97
_SHORT_ANSWER = 12
_READABLE = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
"""A word in the letters that the models have read; without one they only guess."""
_ONLY_HEDGES = re.compile(
    r"\W*(?:(?:(?:(?:i am|i['’]m|we are|we['’]re) )?(?:not (?:at all |quite |really )?sure|unsure)"
    r"|(?:(?:i|we) )?(?:really )?(?:do not|don['’]?t) know|perhaps|maybe|possibly|sometimes"
    r"|probably|(?:it )?(?:all )?depends|hard to say|who knows|no idea)(?:\W+|$))+",
    re.IGNORECASE,
)
"""Words that take no side however sure a model is of one."""


def in_words(
    pair: StancePair, probabilities: Scores, *, alone: bool, surely: bool
) -> Decision | None:
    """Return the position that the words themselves declare, or None."""
    by_name = chosen(pair.text, pair.choice) if pair.choice else None
    if by_name is not None:
        agrees = by_name is Explicit.AGREE
        position = agreement(pair) if agrees else Position.DISAGREE
        return position, _EXPLICIT_SCORE, True
    declaration = declared(pair.text) if pair.asked else None
    if declaration is not None:
        spoken = _from_words(declaration, pair, probabilities, alone=alone, surely=surely)
        if spoken is not None:
            return spoken
    named = spelt_out(pair.text, pair.proposition)
    if named is None:
        return None
    agrees = named is Explicit.AGREE
    against = float(probabilities[1 if agrees else 0])
    if against >= (CONTRADICTED_SURELY if surely else CONTRADICTED):
        return Position.UNCLEAR, against, True
    return (agreement(pair) if agrees else Position.DISAGREE), _EXPLICIT_SCORE, True


def declares(text: str, pair: StancePair) -> bool:
    """Tell whether a part of a pair's text is one that declares a position in words."""
    by_name = pair.choice is not None and chosen(text, pair.choice) is not None
    return by_name or declared(text) is not None or spelt_out(text, pair.proposition) is not None


def unreadable(text: str) -> Decision | None:
    """Return that a text that says nothing, or nothing in the models' letters, is unclear."""
    says = _READABLE.search(text) and not _ONLY_HEDGES.fullmatch(text)
    return None if says else (Position.UNCLEAR, 0.0, False)


def _from_words(
    declaration: Declaration, pair: StancePair, probabilities: Scores, *, alone: bool, surely: bool
) -> Decision | None:
    """Return what a declaration says, or None where the model must say it."""
    limit = CONTRADICTED_SURELY if surely else CONTRADICTED
    if declaration.position is Explicit.NEITHER:
        heard = surely or declaration.opening or float(probabilities[2]) >= SPEAKS_ELSEWHERE
        best = float(probabilities[:2].max())
        if declaration.most or (heard and best < limit):
            return Position.NEITHER, _EXPLICIT_SCORE, True
        return Position.UNCLEAR, best, True
    if declaration.position is Explicit.BOTH:
        speaks = declaration.opening or float(probabilities[2]) <= SPEAKS_ELSEWHERE
        if speaks and alone and float(probabilities.max()) < CLEAR_SENTENCE:
            return Position.MIXED, _EXPLICIT_SCORE, True
        return None
    agrees = declaration.position is Explicit.AGREE
    against = float(probabilities[1] if agrees else probabilities[0])
    short = declaration.opening and len(pair.text.split()) <= _SHORT_ANSWER
    if short and not alone:
        return Position.UNCLEAR, float(probabilities.max()), True
    if not declaration.opening and not surely and float(probabilities[2]) > SPEAKS_ELSEWHERE:
        return None
    if against >= limit and not declaration.bare:
        return Position.UNCLEAR, against, True
    score = _OPENING_SCORE if declaration.opening else _EXPLICIT_SCORE
    return (agreement(pair) if agrees else Position.DISAGREE), score, True
