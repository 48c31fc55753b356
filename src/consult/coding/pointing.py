"""The side of an answer that names nothing: "It's the least they can do", "Fine so long as …".

What its "it" or "this" is stands in the question. A model asked about the proposition itself finds
nothing of it in such words and says *neither*; asked about a "this", it hears the side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from consult.coding.conditions import without_condition
from consult.coding.misleading import misleads
from consult.coding.rhetoric import sentences_of
from consult.coding.stance_pair import Decision, StancePair, agreement
from consult.coding.stance_readings import Reading, Requests, Scores, combined
from consult.coding.stance_words import unreadable
from consult.domain.coding import Position
from consult.domain.leaning import passes_on
from consult.domain.ports import StanceModel
from consult.domain.sentences import sentence_spans

PLAN = "This is a good idea."
"""What an answer is read towards where the proposition says what should be done."""
CLAIM = "This is true."
"""The same where it says how things are."""
OPENING = 0.7
"""Probability from which an answer's first sentence speaks for an answer that goes on."""
NAMES_NOTHING = 0.35
"""Least probability of neither, towards the proposition itself, of words that may name nothing of
it; under it they speak to it, and are unclear in themselves."""
DENIED = 0.5
"""Probability of the other side, towards the proposition itself, from which it is not believed."""


def opening_of(text: str) -> str | None:
    """Return the first sentence of a text of several, or None."""
    spans = sentence_spans(text)
    return text[spans[0].start : spans[0].end] if len(spans) > 1 else None


def pointed_side(
    own: Scores, whole: Scores, opening: Scores | None, *, minimum: float
) -> tuple[bool, float] | None:
    """Return whether an answer is for what it points at, and how probably; or None.

    Args:
        own: (agree, disagree, neither) of the answer towards the proposition itself.
        whole: the same towards "this".
        opening: the same of its first sentence alone, where it has several.
        minimum: the probability that the whole must reach, and be likelier than neither; its
            opening must reach 0.7.

    None, too, where the answer speaks to the proposition itself, where the whole and the opening
    lean to different sides, or where what is read towards the proposition denies the side.
    """
    if own[2] < NAMES_NOTHING:
        return None
    agrees = bool(whole[0] >= whole[1])
    score = float(whole[:2].max())
    if opening is not None and float(opening[:2].max()) >= OPENING:
        if score >= minimum and agrees != bool(opening[0] >= opening[1]):
            return None
        agrees, score = bool(opening[0] >= opening[1]), float(opening[:2].max())
    elif score < max(minimum, float(whole[2])):
        return None
    return None if own[1 if agrees else 0] >= DENIED else (agrees, score)


def left_open(
    pairs: Sequence[StancePair], weights: Sequence[float], decided: Sequence[Decision]
) -> list[int]:
    """Return the places of answers that took no side and whose "this" is the proposition.

    So it is where the text answers a question surely about it, and about no other proposition. What
    others are said to think of it ("Some say that …") is no side of an answer's author.
    """
    surely = Counter(
        (pair.segment_id, pair.question_id)
        for pair, weight in zip(pairs, weights, strict=True)
        if weight >= 1
    )
    return [
        row
        for row, (pair, (position, _, explicit)) in enumerate(zip(pairs, decided, strict=True))
        if position in (Position.UNCLEAR, Position.NEITHER)
        and not explicit
        and pair.asked
        and not pair.no_side
        and weights[row] >= 1
        and surely[(pair.segment_id, pair.question_id)] == 1
        and not unreadable(pair.text)
        and not any(passes_on(sentence) for sentence in sentences_of(pair.text))
    ]


def by_pointing(
    pairs: Sequence[StancePair],
    readings: Sequence[Reading],
    scores: Scores,
    decided: Sequence[Decision],
    left: Sequence[int],
    model: StanceModel,
    minimum: float,
) -> list[Decision]:
    """Return the decisions, those ``left`` open by what they say of "this" where they say it."""
    requests = Requests()
    places = []
    for row in left:
        said = PLAN if pairs[row].proposes else CLAIM
        text = without_condition(pairs[row].text.strip())
        opening = opening_of(text)
        places.append((requests.add(said, text), requests.add(said, opening) if opening else None))
    result = list(decided)
    heard = requests.score(model) if left else scores
    for row, (whole, first) in zip(left, places, strict=True):
        own, _ = combined(readings[row], scores)
        opening_scores = None if first is None else heard[first]
        side = pointed_side(own, heard[whole], opening_scores, minimum=minimum)
        if side is None or misleads(
            pairs[row], turns=readings[row].part is not None, agrees=side[0]
        ):
            continue
        agrees, score = side
        result[row] = (agreement(pairs[row]) if agrees else Position.DISAGREE), score, False
    return result
