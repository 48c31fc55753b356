"""A learned reader of challenges to evidence, beside the rules: words and a sentence's vector.

People dispute figures in more ways than rules can name ("a table that stops in June", "I counted
391"). Two logistic regressions, one on the words and pairs of words of a sentence (TF-IDF) and one
on its vector, give a probability each; their mean is believed from ``LEAST`` on, and only of a
sentence that names some evidence or who put it forward, and asks for nothing.
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

from consult.coding.asks import is_ask

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

LEAST = 0.65
"""Mean probability from which a sentence is a challenge: few that it says so of are none."""
_WORD = re.compile(r"[a-z']+")
_NAMES_EVIDENCE = re.compile(
    r"\b(?:figures?|estimat\w+|survey\w*|trial|pilot|tables?|charts?|averages?|statistics|data"
    r"|evidence|calculat\w+|comparisons?|assessments?|model\w*|forecasts?|projections?|savings?"
    r"|claim\w*|assum\w+|stud(?:y|ies)|sources?|count(?:s|ed|ing|er)|analysis|conclu\w+"
    r"|paper|report|annex|chapter|paragraph|footnote|plan|board|authority|council|your"
    r"|you (?:say|write|state|give|claim|asked)|nowhere|stated|quoted|described"
    r"|it is (?:said|stated))\b",
    re.IGNORECASE,
)
"""Evidence, or those who put it forward: without one of them nothing is disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeHead:
    """Weights of both regressions, and the embedder whose vectors the second one knows."""

    embedder: str
    """Name and revision, as ``name@revision``."""
    terms: Mapping[str, tuple[float, float]]
    """Word or pair of words -> its inverse document frequency and its weight."""
    terms_bias: float
    direction: npt.NDArray[np.float32]
    """(dimensions,) weights of a vector of length one."""
    direction_bias: float

    def challenges(self, sentences: Sequence[str], vectors: FloatMatrix) -> list[bool]:
        """Tell of each sentence whether it disputes evidence; ``vectors`` has a row for each."""
        if not sentences:
            return []
        by_vector = _sigmoid(vectors @ self.direction + self.direction_bias)
        by_words = _sigmoid(np.array([self._by_words(s) for s in sentences], dtype=np.float32))
        mean = (by_vector + by_words) / 2
        return [bool(share >= LEAST) for share in mean]

    def _by_words(self, sentence: str) -> float:
        counts = Counter(term for term in terms_of(sentence) if term in self.terms)
        weighted = {t: (1 + math.log(n)) * self.terms[t][0] for t, n in counts.items()}
        length = math.sqrt(sum(value**2 for value in weighted.values())) or 1.0
        said = sum(value * self.terms[term][1] for term, value in weighted.items())
        return said / length + self.terms_bias


def may_challenge(sentence: str) -> bool:
    """Tell whether a sentence is of the kind that the head is asked about."""
    return _NAMES_EVIDENCE.search(sentence) is not None and not is_ask(sentence)


def terms_of(sentence: str) -> list[str]:
    """Return the words of a sentence and the pairs that follow each other, in small letters."""
    words = _WORD.findall(sentence.casefold().replace("’", "'"))
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _sigmoid(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    shares: npt.NDArray[np.float32] = (1 / (1 + np.exp(-values))).astype(np.float32)
    return shares
