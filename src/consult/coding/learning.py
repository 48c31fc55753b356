"""What confirmed and rejected codings teach about themes: many themes at once, few examples each.

A text is like another by its words, its letters and its vectors, more so under one question.
Kernel ridge regression learns all themes from that likeness in one solution, tells for each example
what the others would have said of it (exactly, without fitting again), and so is calibrated and
given its thresholds by examples that it did not see. A theme may be the point of one sentence of a
text, so that the best sentence counts too (:mod:`consult.coding.sentence_scores`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from consult.coding.calibrating import Calibration, calibrate, choose_thresholds
from consult.coding.likeness import Likeness
from consult.coding.sentence_scores import Sentences, with_best_sentence

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

Matrix = npt.NDArray[np.float64]

MOST_EXAMPLES = 5_000
"""Examples that are learned from; of more, those whose digests come first, so that it takes
seconds."""
_RIDGE = 0.15
"""What is added to the likeness of an example to itself, which is 1: how little one is believed."""
_NAME_RIDGE = 0.1
"""The same for a theme's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The words of each theme, label and definition, and their vectors."""

    texts: Sequence[str]
    vectors: FloatMatrix
    """(k, d) unit rows by the encoder of the examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Why a text is held to belong to a theme."""

    probability: float
    nearest: tuple[tuple[int, float], ...]
    """Confirmed examples, by index, with their likeness 0..1; the most alike first."""
    words: tuple[tuple[str, float], ...]
    """Words and pairs of words that spoke for the theme, with their part of its raw score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLearner:
    """Gives calibrated probabilities of themes for texts; made by :func:`learn_themes`."""

    likeness: Likeness
    weights: Matrix
    """(m, k): what each example, and then each theme's words, adds to each theme's score."""
    priors: Matrix
    """(k,): the share of each theme among the examples."""
    calibration: Calibration
    thresholds: Matrix
    """(k,): the probability from which a text belongs to each theme, 0..1."""
    unseen: Matrix
    """(n, k): each example's probabilities as foretold by the others, in the order of
    ``learned_from``."""
    learned_from: tuple[int, ...]
    """Indexes of the examples that were learned from, in the order of the learner's rows."""
    confirmed: npt.NDArray[np.bool_]
    """(n, k): which of those examples were confirmed for which theme."""

    def score(
        self,
        texts: Sequence[str],
        vectors: FloatMatrix,
        questions: Sequence[str],
        sentences: Sentences | None = None,
    ) -> Matrix:
        """Return (n, k) probabilities, 0..1; each row depends on its own text alone, to 1e-6.

        With the sentences of the texts, a text's score for a theme is drawn to that of the sentence
        that speaks most for it.
        """
        if not texts:
            return np.zeros((0, len(self.priors)))
        raw = self._raw(texts, vectors, questions)
        if sentences is not None and len(sentences.texts):
            asked = [questions[owner] for owner in sentences.owners]
            said = self._raw(sentences.texts, sentences.vectors, asked)
            raw = with_best_sentence(raw, said, sentences.owners)
        return self.calibration.probabilities(raw, self.priors)

    def _raw(self, texts: Sequence[str], vectors: FloatMatrix, questions: Sequence[str]) -> Matrix:
        alike = self.likeness.to_learned(texts, vectors, questions)
        return np.asarray(alike @ self.weights + self.priors)

    def explain(
        self, text: str, vectors: FloatMatrix, question: str, theme: int, most: int = 3
    ) -> Telling:
        """Return why a text is held to belong to a theme, with at most ``most`` of each reason.

        Args:
            text: the text.
            vectors: its (1, d) row.
            question: what it answers.
            theme: the column of the theme.
            most: how many examples and how many words.
        """
        alike = self.likeness.to_learned([text], vectors, [question])[0]
        raw = (alike @ self.weights + self.priors)[None, :]
        examples = np.flatnonzero(self.confirmed[:, theme])
        order = sorted(examples.tolist(), key=lambda n: (-round(float(alike[n]), 6), n))
        words = self.likeness.word_parts(text, question, self.weights[:, theme])
        return Telling(
            probability=float(self.calibration.probabilities(raw, self.priors)[0, theme]),
            nearest=tuple((self.learned_from[n], round(float(alike[n]), 4)) for n in order[:most]),
            words=tuple((word, part) for word, part in words[:most] if part > 0),
        )


def learn_themes(
    texts: Sequence[str],
    vectors: FloatMatrix,
    questions: Sequence[str],
    labels: Matrix,
    *,
    names: Names,
    sentences: Sentences | None = None,
) -> ThemeLearner:
    """Return what decided texts teach about themes.

    Nothing depends on the order of the examples but their numbers. The words of the themes
    themselves stand beside the examples.

    Args:
        texts: the decided texts.
        vectors: (n, d) unit rows, one for each text.
        questions: what each text answers; any fixed word where there is one question alone.
        labels: (n, k): 1 where a text was confirmed for a theme, 0 where it was rejected or where a
            person saw it and left it out, NaN where nobody decided.
        names: the themes' own words.
        sentences: those of the texts, if texts are to be scored with theirs; they are no examples,
            but calibration and thresholds are then those of scores with sentences.

    Raises:
        ValueError: no example, or shapes that do not fit each other.
    """
    if not len(texts) or labels.shape != (len(texts), len(names.texts)):
        message = f"{len(texts)} texts and {len(names.texts)} themes have labels {labels.shape}"
        raise ValueError(message)
    rows = _chosen(texts, questions, labels)
    known = labels[rows]
    counts = np.maximum((~np.isnan(known)).sum(axis=0), 1)
    # A theme without a confirmed or without a rejected example still needs a finite logit.
    priors = (np.nansum(known, axis=0) + 0.1) / (counts + 0.2)
    likeness = Likeness(
        [texts[n] for n in rows],
        vectors[rows],
        [questions[n] for n in rows],
        names.texts,
        names.vectors,
    )
    targets = np.vstack([known, np.eye(len(names.texts))]) - priors
    # What nobody decided pulls to where it would be without any example.
    targets = np.where(np.isnan(targets), 0.0, targets)
    ridge = np.concatenate([np.full(len(rows), _RIDGE), np.full(len(names.texts), _NAME_RIDGE)])
    inverse = _inverse(likeness.among_learned(), ridge)
    weights = inverse @ targets
    left_out = targets - weights / np.diag(inverse)[:, None]
    unseen = left_out[: len(rows)] + priors
    if sentences is not None and len(sentences.texts):
        said = sentences.among(rows)
        owners = np.asarray(said.owners, dtype=np.int64)
        asked = [questions[rows[owner]] for owner in said.owners]
        alike = likeness.to_learned(said.texts, said.vectors, asked)
        # What a sentence's own text adds is taken out, exactly, as for the text itself.
        own = (alike * inverse[owners]).sum(axis=1) / np.diag(inverse)[owners]
        told = alike @ weights - own[:, None] * weights[owners] + priors
        unseen = with_best_sentence(unseen, told, owners)
    calibration = calibrate(unseen, known, priors)
    foretold = calibration.probabilities(unseen, priors)
    return ThemeLearner(
        likeness=likeness,
        weights=weights,
        priors=priors,
        calibration=calibration,
        thresholds=choose_thresholds(foretold, known),
        unseen=foretold,
        learned_from=tuple(rows),
        confirmed=known == 1,
    )


def _chosen(texts: Sequence[str], questions: Sequence[str], labels: Matrix) -> list[int]:
    """Return the examples to learn from, in an order that only what they say decides."""
    keyed = [
        (sha256(f"{text}\0{question}\0{row.tolist()}".encode("utf-8", "surrogatepass")).digest(), n)
        for n, (text, question, row) in enumerate(zip(texts, questions, labels, strict=True))
    ]
    return [n for _, n in sorted(keyed)[:MOST_EXAMPLES]]


def _inverse(alike: Matrix, ridge: Matrix) -> Matrix:
    from scipy.linalg import cho_factor, cho_solve

    alike[np.diag_indices(len(alike))] += ridge
    factor: Any = cho_factor(alike, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(cho_solve(factor, np.eye(len(ridge)), overwrite_b=True, check_finite=False))
