"""What the stance model is asked of a pair, and what its readings say together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from consult.coding.clauses import carrying_part
from consult.coding.conditions import without_condition
from consult.coding.misleading import tells_of_a_change
from consult.coding.negation import negate, without_until
from consult.coding.stance_pair import StancePair
from consult.domain.ports import StanceModel
from consult.domain.sentences import sentence_spans

CLEAR_SENTENCE = 0.85
"""Probability from which two sentences of one segment on both sides make it mixed."""
TORN = 0.45
"""Probability of the weaker side from which a text of several sentences is mixed."""
HEARD = 0.2
"""The same where two of its sentences stand clearly on opposite sides."""
_TURNED = [1, 0, 2]
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
Scores = npt.NDArray[np.float32]
"""Probabilities of agree, disagree and neither."""


@dataclass(slots=True)
class Requests:
    """Gathers what the model is to score, each distinct pair once, for one single call."""

    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, proposition: str, text: str) -> int:
        """Ask for a text towards a proposition and return where its scores will stand."""
        return self.places.setdefault((proposition, text), len(self.places))

    def score(self, model: StanceModel) -> Scores:
        """Return the scores of all that was asked for, shape (n, 3)."""
        pairs = list(self.places)
        return np.asarray(model.score([p for p, _ in pairs], [t for _, t in pairs]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the scores of one pair stand: of the whole, its opposite, and its parts."""

    whole: int
    opposite: int | None
    part: int | None
    sentences: tuple[int, ...]
    opinions: tuple[int, ...] = ()
    """Those of its sentences that say of themselves that they are their author's view."""


def ask_for(pair: StancePair, requests: Requests) -> Reading:
    """Ask for every reading of a pair and return where their scores will stand."""
    text = without_condition(pair.text.strip())
    plain = without_until(pair.proposition)
    turned = None if plain else negate(pair.proposition)
    asked = plain or pair.proposition
    part = carrying_part(text)
    spans = sentence_spans(text)
    told = [text[span.start : span.end] for span in spans] if len(spans) > 1 else []
    places = tuple(requests.add(asked, sentence) for sentence in told)
    is_turned = tells_of_a_change(pair.text)
    return Reading(
        whole=requests.add(asked, text),
        opposite=requests.add(turned, text) if turned else None,
        part=requests.add(asked, text[part.start : part.end]) if part else None,
        sentences=places,
        opinions=tuple(
            p for p, one in zip(places, told, strict=True) if _OPINION.match(one) and not is_turned
        ),
    )


def combined(reading: Reading, scores: Scores) -> tuple[Scores, bool]:
    """Return the mean of a pair's readings, and whether they point in opposite ways."""
    readings = [scores[reading.whole]]
    if reading.opposite is not None:
        readings.append(scores[reading.opposite][_TURNED])
    if reading.part is not None:
        readings.append(scores[reading.part])
    directions = {direction(each) for each in readings} - {0}
    return np.mean(readings, axis=0, dtype=np.float32), len(directions) > 1


def direction(reading: Scores) -> int:
    """Return 1 for agree, -1 for disagree, 0 where neither is likelier than both."""
    agree, disagree, neither = reading
    if neither > max(agree, disagree):
        return 0
    return 1 if agree >= disagree else -1


def says_both(reading: Reading, scores: Scores) -> bool:
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
