"""Learned readers of what a sentence does, beside the rules: its words and its vector.

People ask, set conditions and dispute figures in more ways than rules can name ("a crossing by the
lifeboat house wouldn't go amiss", "a table that stops in June"). For each act two logistic
regressions, one on the words and pairs of words of a sentence (TF-IDF) and one on its vector, give
a probability; their mean is believed from a bound of the act's own on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

_WORD = re.compile(r"[a-z']+")
_BEGIN = "^"
_CLOSING = " \"'’”)"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceHead:
    """Weights of both regressions, and the embedder whose vectors the second one knows."""

    least: float
    """Mean probability from which it is believed: few that it says so of are none."""
    embedder: str
    """Name and revision, as ``name@revision``."""
    terms: Mapping[str, tuple[float, float]]
    """Word or pair of words -> its inverse document frequency and its weight."""
    terms_bias: float
    direction: npt.NDArray[np.float32]
    """(dimensions,) weights of a vector of length one."""
    direction_bias: float

    def finds(self, sentences: Sequence[str], vectors: FloatMatrix) -> list[bool]:
        """Tell of each sentence whether it does it; ``vectors`` has a row for each."""
        if not sentences:
            return []
        by_vector = _sigmoid(vectors @ self.direction + self.direction_bias)
        by_words = _sigmoid(np.array([self._by_words(s) for s in sentences], dtype=np.float32))
        mean = (by_vector + by_words) / 2
        return [bool(share >= self.least) for share in mean]

    def _by_words(self, sentence: str) -> float:
        counts = Counter(term for term in terms_of(sentence) if term in self.terms)
        weighted = {t: (1 + math.log(n)) * self.terms[t][0] for t, n in counts.items()}
        length = math.sqrt(sum(value**2 for value in weighted.values())) or 1.0
        said = sum(value * self.terms[term][1] for term, value in weighted.items())
        return said / length + self.terms_bias


def terms_of(sentence: str) -> list[str]:
    """Return the words of a sentence and the pairs that follow each other, in small letters.

    A mark stands before its first word, and after its last one what it ends with where that is a
    question mark, so that pairs tell how it begins and ends.
    """
    words = _WORD.findall(sentence.casefold().replace("’", "'"))
    if not words:
        return []
    ending = ["?"] if sentence.rstrip(_CLOSING).endswith("?") else []
    return [*words, *(f"{one} {two}" for one, two in pairwise([_BEGIN, *words, *ending]))]


def _sigmoid(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    shares: npt.NDArray[np.float32] = (1 / (1 + np.exp(-values))).astype(np.float32)
    return shares
