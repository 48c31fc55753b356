"""The position that a segment takes on a proposition, or none where it cannot be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from consult.coding.alternatives import Choice, chosen, names_only_rivals
from consult.coding.challenges import is_challenge
from consult.coding.clauses import carrying_part
from consult.coding.conditions import conditional, without_condition
from consult.coding.explicit import Declaration, Explicit, declared
from consult.coding.negation import negate, without_until
from consult.coding.pointing import CLAIM, PLAN, opening_of, pointed_side
from consult.coding.rhetoric import sentences_of, speech_acts
from consult.coding.spelt_out import spelt_out
from consult.coding.superlatives import praises_another
from consult.domain.coding import Position, StanceCoding
from consult.domain.leaning import passes_on
from consult.domain.ports import StanceModel
from consult.domain.sentences import sentence_spans

EXPLICIT_CODER = "rule:explicit"
SURE_OF_NEITHER = 0.8
"""Probability from which a text is said to take neither side; under it, it is unclear."""
CLEAR_SENTENCE = 0.85
"""Probability from which two sentences of one segment on both sides make it mixed."""
NOT_SURELY = 0.65
"""Least probability of a side, times relevance, where a text may speak of something else."""
NEAR_DISAGREES = 0.8
"""The same of disagreement with a claim that nobody was asked about, which mostly is plain."""
OPINION = 0.8
"""Probability from which a sentence that is its author's view speaks for a text that is unclear."""
AT_ODDS = 0.6
"""Least mean probability of a side where the readings of one text point in opposite ways."""
TORN = 0.45
"""Probability of the weaker side from which a text of several sentences is mixed."""
HEARD = 0.2
"""The same where two of its sentences stand clearly on opposite sides."""
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

_TURNED = [1, 0, 2]
_WELCOME = re.compile(
    r"\b(?:welcomes? (?:that|the|its|this)|(?:glad|pleased|heartened|positive|encouraging) that"
    r"|shares? the|echo(?:es)? the|rightly|recogni[sz]es? (?:the|that|this)|borne out"
    r"|well founded)\b",
    re.IGNORECASE,
)
_RETOLD = re.compile(
    r"(?:^|[.;]\s+)(?!(?:we|i|our|my)\b)[^.;]{3,80}?\b(?:suggests?|claims?|argues?|implies|asserts?"
    r"|assumes?|states?|says?|maintains?|contends?|presents?|describes?)\b[^.;]{3,200}[,;.]\s*"
    r"(?:however|but|yet|nevertheless|in fact|in truth)\b"
    r"|\b(?:you|they)\b[^.;]{3,80}\band (?:call|calls|called) (?:it|this|that|them)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nothing|none|cannot|without|hardly|disagree\w*|oppose\w*|n['’]t)\b",
    re.IGNORECASE,
)
_NORMATIVE = re.compile(
    r"\b(?:should|must|ought|shall|would|needs? to|has to|have to|let us)\b", re.IGNORECASE
)
_READABLE = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
"""A word in the letters that the models have read; without one they only guess."""
_ONLY_HEDGES = re.compile(
    r"\W*(?:(?:(?:(?:i am|i['’]m|we are|we['’]re) )?(?:not (?:at all |quite |really )?sure|unsure)"
    r"|(?:(?:i|we) )?(?:really )?(?:do not|don['’]?t) know|perhaps|maybe|possibly|sometimes"
    r"|probably|(?:it )?(?:all )?depends|hard to say|who knows|no idea)(?:\W+|$))+",
    re.IGNORECASE,
)
"""Words that take no side however sure a model is of one."""
_OPINION = re.compile(
    r"^\W*(?:(?:on balance|overall|so|and|but|yet|therefore|in short|in principle|in general"
    r"|generally|personally|honestly|nevertheless|still|for (?:us|me|our part))\b,? )*(?:i|we"
    r"|our members|(?-i:[A-Z][\w’'-]+) members|the (?:[\w’'-]+ ){1,5}?)\s?(?:do(?:es)? not "
    r"|don['’]t |cannot |can['’]t |could not |would |strongly |firmly |fully |also |therefore "
    r"|still )*(?:thinks?|believes?|feels?|considers?|supports?|opposes?|agrees?|disagrees?"
    r"|favours?|rejects?|welcomes?|backs?|objects?|accepts?|see no (?:need|case|reason|objection)"
    r"|(?:am|are|is) (?:\w+ )?(?:in favour|against|opposed|convinced|persuaded|for))\b",
    re.IGNORECASE,
)
_OBJECTS = re.compile(r"\b(?:my|our) (?:\w+ )?objections? (?:is|are|to)\b", re.IGNORECASE)
"""Who speaks of an objection of their own agrees with reservations at most."""
_CHANGED_MIND = re.compile(
    r"\b(?:have|has|had|['’]ve) (?:since |now |completely )*changed (?:my|our|his|her|its"
    r"|their) minds?\b|\bchanged (?:my|our) minds?\b",
    re.IGNORECASE,
)
"""Who tells of two sides that were taken one after the other, which a model does not part."""
_WHO_WANTS = re.compile(
    r"(?:and |but )?who (?:on earth |in their right mind )?(?:could|would|can) "
    r"(?:(?:possibly|ever|really|honestly) )?(?:want|wish|like|choose|prefer)\b[^.?!]{3,200}\?",
    re.IGNORECASE,
)
"""A question whose answer is "nobody" says the opposite of its words; models hear the words."""
Scores = npt.NDArray[np.float32]
_Decision = tuple[Position, float, bool]
"""A position, its probability, and whether words declared it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePair:
    """A segment's text and a proposition of the question that the segment answers."""

    segment_id: str
    respondent_id: str
    question_id: str
    proposition_id: str
    proposition: str
    text: str
    asked: bool = True
    """Whether the text was written in answer to this question; one that was written to another has
    its "Yes" and its "this" there."""
    near: bool = False
    """Whether the text only seems near to a claim that nobody was asked about."""
    choice: Choice | None = None
    """Which of the paper's named alternatives the proposition is, if any."""
    conditional: bool = False
    """Whether the text is known to set a condition, beside those that the rules find."""
    no_side: bool | None = None
    """Whether the text is known to take no side of purpose; None where nobody looked. A model's
    "neither" may as well mean that the text speaks of something else."""


@dataclass(slots=True)
class _Requests:
    """Gathers what the model is to score, each distinct pair once, for one single call."""

    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, proposition: str, text: str) -> int:
        return self.places.setdefault((proposition, text), len(self.places))

    def score(self, model: StanceModel) -> Scores:
        pairs = list(self.places)
        return np.asarray(model.score([p for p, _ in pairs], [t for _, t in pairs]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Where the scores of one pair stand: of the whole, its opposite, and its parts."""

    whole: int
    opposite: int | None
    part: int | None
    sentences: tuple[int, ...]
    opinions: tuple[int, ...] = ()
    """Those of its sentences that say of themselves that they are their author's view."""


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
    requests = _Requests()
    readings = [_ask_for(pair, requests) for pair in pairs]
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
    left = _left_open(pairs, weights, decided)
    decided = _by_pointing(pairs, readings, scores, decided, left, model, minimum)
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


def _left_open(
    pairs: Sequence[StancePair], weights: Sequence[float], decided: Sequence[_Decision]
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
        and not _unreadable(pair.text)
        and not any(passes_on(sentence) for sentence in sentences_of(pair.text))
    ]


def _by_pointing(
    pairs: Sequence[StancePair],
    readings: Sequence[_Reading],
    scores: Scores,
    decided: Sequence[_Decision],
    left: Sequence[int],
    model: StanceModel,
    minimum: float,
) -> list[_Decision]:
    """Return the decisions, those ``left`` open by what they say of "this" where they say it."""
    requests = _Requests()
    places = []
    for row in left:
        said = PLAN if _NORMATIVE.search(pairs[row].proposition) else CLAIM
        text = without_condition(pairs[row].text.strip())
        opening = opening_of(text)
        places.append((requests.add(said, text), requests.add(said, opening) if opening else None))
    result = list(decided)
    heard = requests.score(model) if left else scores
    for row, (whole, first) in zip(left, places, strict=True):
        own, _ = combined(readings[row], scores)
        opening_scores = None if first is None else heard[first]
        side = pointed_side(own, heard[whole], opening_scores, minimum=minimum)
        if side is None or _misleads(pairs[row], readings[row], agrees=side[0]):
            continue
        agrees, score = side
        result[row] = (agreement(pairs[row]) if agrees else Position.DISAGREE), score, False
    return result


def _ask_for(pair: StancePair, requests: _Requests) -> _Reading:
    text = without_condition(pair.text.strip())
    plain = without_until(pair.proposition)
    turned = None if plain else negate(pair.proposition)
    asked = plain or pair.proposition
    part = carrying_part(text)
    spans = sentence_spans(text)
    told = [text[span.start : span.end] for span in spans] if len(spans) > 1 else []
    places = tuple(requests.add(asked, sentence) for sentence in told)
    is_turned = _CHANGED_MIND.search(pair.text)
    return _Reading(
        whole=requests.add(asked, text),
        opposite=requests.add(turned, text) if turned else None,
        part=requests.add(asked, text[part.start : part.end]) if part else None,
        sentences=places,
        opinions=tuple(
            p for p, one in zip(places, told, strict=True) if _OPINION.match(one) and not is_turned
        ),
    )


def _decide(
    pair: StancePair,
    reading: _Reading,
    scores: Scores,
    *,
    minimum: float,
    weight: float,
    alone: bool,
    surely: bool,
) -> _Decision:
    """Return the position, its probability, and whether words declared it."""
    probabilities, at_odds = combined(reading, scores)
    spoken = _in_words(pair, probabilities, alone=alone, surely=surely) or _unreadable(pair.text)
    if spoken is not None:
        return spoken
    if _both_sides(reading, scores):
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
    if _misleads(pair, reading, agrees=agree >= disagree):
        return Position.UNCLEAR, best, False
    position = agreement(pair) if agree >= disagree else Position.DISAGREE
    return position, best * weight, False


def _misleads(pair: StancePair, reading: _Reading, *, agrees: bool) -> bool:
    """Return whether a text is of a kind in which a model takes one side for the other."""
    if _CHANGED_MIND.search(pair.text) or _WHO_WANTS.fullmatch(pair.text.strip()):
        return True
    if agrees:
        return (
            praises_another(pair.text, pair.proposition)
            or (pair.choice is not None and names_only_rivals(pair.text, pair.choice))
            or _OBJECTS.search(pair.text) is not None
            or _disputes_evidence(pair.text)
            or _turns_from_what_is_said(pair)
        )
    return _asks_for_mending(pair) or _endorses(pair, reading)


def _opinion(
    pair: StancePair, reading: _Reading, scores: Scores, minimum: float
) -> _Decision | None:
    """Return the side of the sentences that say "I think", where the whole leaves it unclear.

    None where none is clear, or where they take different sides.
    """
    clear = [scores[p] for p in reading.opinions if float(scores[p][:2].max()) >= OPINION]
    sides = {_direction(each) for each in clear}
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


def combined(reading: _Reading, scores: Scores) -> tuple[Scores, bool]:
    """Return the mean of a pair's readings, and whether they point in opposite ways."""
    readings = [scores[reading.whole]]
    if reading.opposite is not None:
        readings.append(scores[reading.opposite][_TURNED])
    if reading.part is not None:
        readings.append(scores[reading.part])
    directions = {_direction(each) for each in readings} - {0}
    return np.mean(readings, axis=0, dtype=np.float32), len(directions) > 1


def _direction(reading: Scores) -> int:
    """Return 1 for agree, -1 for disagree, 0 where neither is likelier than both."""
    agree, disagree, neither = reading
    if neither > max(agree, disagree):
        return 0
    return 1 if agree >= disagree else -1


def _in_words(
    pair: StancePair, probabilities: Scores, *, alone: bool, surely: bool
) -> _Decision | None:
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


def _unreadable(text: str) -> _Decision | None:
    """Return that a text that says nothing, or nothing in the models' letters, is unclear."""
    says = _READABLE.search(text) and not _ONLY_HEDGES.fullmatch(text)
    return None if says else (Position.UNCLEAR, 0.0, False)


def _from_words(
    declaration: Declaration, pair: StancePair, probabilities: Scores, *, alone: bool, surely: bool
) -> _Decision | None:
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


def _disputes_evidence(text: str) -> bool:
    """Return whether a text does nothing but dispute evidence.

    Its figures stand in the text as in the proposition, and a model takes that for assent.
    """
    spans = sentence_spans(text)
    return bool(spans) and all(is_challenge(text[span.start : span.end]) for span in spans)


def _asks_for_mending(pair: StancePair) -> bool:
    """Return whether a text only asks for something, towards a statement of how things are.

    Whoever asks for a remedy mostly agrees that there is a problem; the model, which has seen
    asks against plans more often than for remedies, is not believed when it says the opposite.
    """
    if _NORMATIVE.search(pair.proposition):
        return False
    spans = sentence_spans(pair.text)
    return all(speech_acts(pair.text[s.start : s.end]).ask for s in spans)


def _endorses(pair: StancePair, reading: _Reading) -> bool:
    """Return whether a text only welcomes, towards a statement of how things are.

    "We welcome the recognition of the difficulties" shares the judgement that there are some; a
    model that reads it as denial is not believed. What turns ("welcome …, but") is left to it.
    """
    if _NORMATIVE.search(pair.proposition) or reading.part is not None:
        return False
    return _WELCOME.search(pair.text) is not None and _NEGATION.search(pair.text) is None


def _turns_from_what_is_said(pair: StancePair) -> bool:
    """Return whether a text retells somebody's claim and answers it ("however", "and call it …").

    The model sees the claim in the text and takes it for the respondent's; towards a statement of
    how things are it is not believed, unless the text says that the claim is right.
    """
    if _NORMATIVE.search(pair.proposition) or _WELCOME.search(pair.text):
        return False
    return _RETOLD.search(pair.text) is not None


def agreement(pair: StancePair) -> Position:
    """Return what kind of agreement a text shows, if it agrees: with conditions or without."""
    if pair.conditional or conditional(pair.text) is not None:
        return Position.AGREE_WITH_CONDITIONS
    return Position.AGREE


def _both_sides(reading: _Reading, scores: Scores) -> bool:
    """Return whether a text of several sentences, or one that turns, says both in earnest.

    The whole says so where it gives either side a fair share; two clear sentences on opposite
    sides need the whole to give the weaker one some, or one of them only repeats what others say.
    """
    if len(reading.sentences) <= 1 and reading.part is None:
        return False
    weaker = float(scores[reading.whole][:2].min())
    if weaker >= TORN:
        return True
    each = [scores[place] for place in reading.sentences]
    return (
        weaker >= HEARD
        and any(float(s[0]) >= CLEAR_SENTENCE for s in each)
        and any(float(s[1]) >= CLEAR_SENTENCE for s in each)
    )
