"""The side of an answer that names nothing: "It's the least they can do", "Fine so long as …".

What its "it" or "this" is stands in the question. A model asked about the proposition itself finds
nothing of it in such words and says *neither*; asked about a "this", it hears the side.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
Scores = npt.NDArray[np.float32]


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
