"""How alike texts are to examples: words, letters and vectors, more so under one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from consult.coding.lexical import TEXT_CHARACTERS

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

Matrix = npt.NDArray[np.float64]

_STEEPNESS = 2.0
"""How fast likeness by vectors falls with the cosine: exp(2 (cosine - 1))."""
_WORDS = 0.2
_LETTERS = 0.2
_VECTORS = 0.6
_SAME_QUESTION = 1.4
"""How much more the answers to one question tell about each other."""


class Likeness:
    """Likeness of texts to a fixed list of examples and names, 0..1 with 1 for equal answers.

    Positive semi-definite: sums and products of inner products, and exponentials of them.
    """

    def __init__(
        self,
        texts: Sequence[str],
        vectors: FloatMatrix,
        questions: Sequence[str],
        names: Sequence[str],
        name_vectors: FloatMatrix,
    ) -> None:
        """Take the examples, and the names, which answer no question."""
        corpus = [text[:TEXT_CHARACTERS] for text in (*texts, *names)]
        self._words = _Weighed(corpus, "word", (1, 2))
        self._letters = _Weighed(corpus, "char_wb", (3, 5))
        self._middle = vectors.mean(axis=0, dtype=np.float64)
        named = _centred(name_vectors, name_vectors.mean(axis=0, dtype=np.float64))
        self._vectors = np.vstack([_centred(vectors, self._middle), named])
        self._questions = np.array([*questions, *[""] * len(names)], dtype=object)

    def among_learned(self) -> Matrix:
        """Return (m, m): the likeness of the examples and names to each other."""
        return self._alike(
            self._words.learned, self._letters.learned, self._vectors, self._questions
        )

    def to_learned(
        self, texts: Sequence[str], vectors: FloatMatrix, questions: Sequence[str]
    ) -> Matrix:
        """Return (n, m): the likeness of texts to the examples, and then to the names."""
        short = [text[:TEXT_CHARACTERS] for text in texts]
        return self._alike(
            self._words.rows(short),
            self._letters.rows(short),
            _centred(vectors, self._middle),
            np.array(list(questions), dtype=object),
        )

    def word_parts(self, text: str, question: str, weights: Matrix) -> list[tuple[str, float]]:
        """Return what words add to a score that sums likenesses by ``weights``, largest first."""
        row = self._words.rows([text[:TEXT_CHARACTERS]])
        factor = np.where(self._questions == question, 1.0, 1 / _SAME_QUESTION) * _WORDS
        told = np.asarray(self._words.learned.T @ (weights * factor)).ravel()
        parts = [
            (str(self._words.terms[column]), round(float(value * told[column]), 5))
            for column, value in zip(row.indices, row.data, strict=True)
        ]
        return sorted(parts, key=lambda part: (-part[1], part[0]))

    def _alike(
        self, words: Any, letters: Any, vectors: FloatMatrix, questions: npt.NDArray[Any]
    ) -> Matrix:
        alike = _WORDS * (words @ self._words.learned.T).toarray()
        alike += _LETTERS * (letters @ self._letters.learned.T).toarray()
        near = vectors @ self._vectors.T
        near -= 1
        near *= _STEEPNESS
        alike += _VECTORS * np.exp(near, out=near)
        alike *= np.where(questions[:, None] == self._questions[None, :], 1.0, 1 / _SAME_QUESTION)
        return np.asarray(alike, dtype=np.float64)


class _Weighed:
    """TF-IDF rows of unit length over the terms of a corpus."""

    def __init__(self, corpus: Sequence[str], analyser: str, lengths: tuple[int, int]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectoriser: Any = TfidfVectorizer(
            analyzer=analyser, ngram_range=lengths, sublinear_tf=True
        )
        # Texts with nothing to weigh must not break the rest, so one constant word is added.
        self._vectoriser.fit([*corpus, "lexicon"])
        self.learned: Any = self.rows(corpus)
        self.terms: npt.NDArray[Any] = self._vectoriser.get_feature_names_out()

    def rows(self, texts: Sequence[str]) -> Any:
        return self._vectoriser.transform(texts)


def _centred(rows: FloatMatrix, middle: npt.NDArray[Any]) -> FloatMatrix:
    moved = np.asarray(rows, dtype=np.float64) - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    unit: FloatMatrix = np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)
    return unit
