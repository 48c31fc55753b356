"""The position that a segment takes on a proposition, or none where it cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from consult.coding.misleading import misleads
from consult.coding.pointing import by_pointing, left_open
from consult.coding.stance_pair import Decision, StancePair, agreement
from consult.coding.stance_readings import (
    Reading,
    Requests,
    Scores,
    ask_for,
    combined,
    direction,
    says_both,
)
from consult.coding.stance_words import in_words, unreadable
from consult.domain.coding import Position, StanceCoding
from consult.domain.ports import StanceModel

EXPLICIT_CODER = "rule:explicit"
SURE_OF_NEITHER = 0.8
"""Probability from which a text is said to take neither side; under it, it is unclear."""
NOT_SURELY = 0.65
"""Least probability of a side, times relevance, where a text may speak of something else."""
NEAR_DISAGREES = 0.8
"""The same of disagreement with a claim that nobody was asked about, which mostly is plain."""
OPINION = 0.8
"""Probability from which a sentence that is its author's view speaks for a text that is unclear."""
AT_ODDS = 0.6
"""Least mean probability of a side where the readings of one text point in opposite ways."""


def code_stance(
    pairs: Sequence[StancePair],
    model: StanceModel,
    *,
    minimum: float,
    relevance: Sequence[float] | npt.NDArray[np.float32] | None = None,
) -> tuple[StanceCoding, ...]:
    """Return one coding for each pair, in the order of the pairs.

    Evidence in this order: a side taken by the name of an alternative; a position declared in
    words whose object is pointed at or spelt out, unless the model contradicts it; then the model,
    on the text and on what follows its turn ("however"), towards the proposition and towards its
    negation; then the model towards a "this" where the text names nothing of what it surely answers
    (coding/pointing). Where the mean probability stays under ``minimum``, or under 0.6 while these
    point in opposite ways, the position is UNCLEAR: never a guess. NEITHER is said of a text that
    is known to take no side, or from 0.8 where nobody looked. Support with a condition is
    AGREE_WITH_CONDITIONS; a text of several sentences, or one that turns, in which either side has
    a fair share is MIXED, or UNCLEAR where it is only ``near``; one without a word in Latin letters
    is UNCLEAR, and so is a bare "Yes" towards several propositions of one question. Words that take
    no side are NEITHER or UNCLEAR, whatever the model says.

    Args:
        pairs: what to code; a segment may stand with several propositions.
        model: gives calibrated probabilities of agree, disagree and neither.
        minimum: the probability under which a position is UNCLEAR, 0..1.
        relevance: how far each text speaks to its proposition, 0..1; it multiplies the
            probability of a position read by the model; under 1 the model says no NEITHER and
            either side wants 0.65, disagreement 0.8 where the text is only ``near``. None means
            that all speak to it.

    Raises:
        ValueError: if ``relevance`` has another length than ``pairs``.
    """
    if relevance is not None and len(relevance) != len(pairs):
        raise ValueError(f"{len(relevance)} relevances for {len(pairs)} pairs")
    if not pairs:
        return ()
    weights = (
        [1.0] * len(pairs)
        if relevance is None
        else [min(1.0, max(0.0, float(r))) for r in relevance]
    )
    requests = Requests()
    readings = [ask_for(pair, requests) for pair in pairs]
    scores = requests.score(model)
    propositions = Counter((pair.segment_id, pair.question_id) for pair in pairs)
    decided = []
    for pair, reading, weight in zip(pairs, readings, weights, strict=True):
        alone = propositions[(pair.segment_id, pair.question_id)] == 1
        surely = alone and relevance is not None and weight >= 1
        decided.append(
            _decide(
                pair, reading, scores, minimum=minimum, weight=weight, alone=alone, surely=surely
            )
        )
    left = left_open(pairs, weights, decided)
    decided = by_pointing(pairs, readings, scores, decided, left, model, minimum)
    coder = f"model:{model.name}@{model.revision}"
    return tuple(
        StanceCoding(
            segment_id=pair.segment_id,
            respondent_id=pair.respondent_id,
            question_id=pair.question_id,
            proposition_id=pair.proposition_id,
            position=position,
            score=round(score, 4),
            coder=EXPLICIT_CODER if explicit else coder,
        )
        for pair, (position, score, explicit) in zip(pairs, decided, strict=True)
    )


def _decide(
    pair: StancePair,
    reading: Reading,
    scores: Scores,
    *,
    minimum: float,
    weight: float,
    alone: bool,
    surely: bool,
) -> Decision:
    """Return the position, its probability, and whether words declared it."""
    probabilities, at_odds = combined(reading, scores)
    spoken = in_words(pair, probabilities, alone=alone, surely=surely) or unreadable(pair.text)
    if spoken is not None:
        return spoken
    if says_both(reading, scores):
        told = Position.UNCLEAR if pair.near else Position.MIXED
        return told, float(min(probabilities[:2].max(), 1.0)), False
    agree, disagree, neither = (float(p) for p in probabilities)
    best = max(agree, disagree)
    takes_none = neither >= SURE_OF_NEITHER if pair.no_side is None else pair.no_side
    if takes_none and neither >= best and weight >= 1:
        return Position.NEITHER, neither, False
    needed = wanted(agrees=agree >= disagree, weight=weight, near=pair.near, minimum=minimum)
    needed = max(needed, AT_ODDS) if at_odds else needed
    if best < neither or best * weight < needed:
        unclear = Position.UNCLEAR, max(best, neither), False
        return _opinion(pair, reading, scores, minimum / max(weight, minimum)) or unclear
    if misleads(pair, turns=reading.part is not None, agrees=agree >= disagree):
        return Position.UNCLEAR, best, False
    position = agreement(pair) if agree >= disagree else Position.DISAGREE
    return position, best * weight, False


def _opinion(pair: StancePair, reading: Reading, scores: Scores, minimum: float) -> Decision | None:
    """Return the side of the sentences that say "I think", where the whole leaves it unclear.

    None where none is clear, or where they take different sides.
    """
    clear = [scores[p] for p in reading.opinions if float(scores[p][:2].max()) >= OPINION]
    sides = {direction(each) for each in clear}
    if len(sides) != 1 or not sides & {1, -1}:
        return None
    score = max(float(each[:2].max()) for each in clear)
    if score < minimum:
        return None
    agrees = sides == {1}
    return (agreement(pair) if agrees else Position.DISAGREE), score, False


def wanted(*, agrees: bool, weight: float, near: bool, minimum: float) -> float:
    """Return what a side's probability, times its weight, must reach to be said.

    More than the minimum where a text may speak of something else (``weight`` under 1): kind or
    hard words about a matter are no answer to what is proposed. Most for denying a claim that
    nobody was asked about (``near``).
    """
    if not agrees and near:
        return max(minimum, NEAR_DISAGREES)
    return minimum if weight >= 1 else max(minimum, NOT_SURELY)
