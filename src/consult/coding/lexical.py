"""Similarity of texts by the words and letters that they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

TEXT_CHARACTERS = 20_000
"""What is read of one text; a pasted book must not cost more than a long letter."""

_CONSTANT_WORD = "lexicon"


class LexicalSpace:
    """TF-IDF vectors of letters and of words, weighted by how rare they are in given texts.

    Letter n-grams (3 to 5, within words) forgive spelling and inflection; words and pairs of
    words, without function words, hold to the subject.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Learn the weights from ``texts``, in any order."""
        # Texts with nothing to weigh must not break the rest, so one constant word is added.
        corpus = [*(text[:TEXT_CHARACTERS] for text in sorted(set(texts))), _CONSTANT_WORD]
        self._letters = _vectoriser("char_wb", (3, 5), None).fit(corpus)
        self._words = _vectoriser("word", (1, 2), "english").fit(corpus)

    def letters(self, left: Sequence[str], right: Sequence[str]) -> FloatMatrix:
        """Return (len(left), len(right)) cosines of letter n-grams, 0..1."""
        return _cosines(self._letters, left, right)

    def words(self, left: Sequence[str], right: Sequence[str]) -> FloatMatrix:
        """Return (len(left), len(right)) cosines of words and word pairs, 0..1."""
        return _cosines(self._words, left, right)


def letter_similarity(left: Sequence[str], right: Sequence[str]) -> FloatMatrix:
    """Return (len(left), len(right)) unweighted letter n-gram cosines, 0..1.

    For short texts that should be nearly the same, such as a heading and a chapter's title.
    """
    from sklearn.feature_extraction.text import HashingVectorizer

    hashed = HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), alternate_sign=False, n_features=2**18
    )
    return _cosines(hashed, left, right)


def _vectoriser(analyser: str, lengths: tuple[int, int], stop_words: str | None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        analyzer=analyser,
        ngram_range=lengths,
        stop_words=stop_words,
        sublinear_tf=True,
        dtype=np.float32,
    )


def _cosines(vectoriser: Any, left: Sequence[str], right: Sequence[str]) -> FloatMatrix:
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    rows = vectoriser.transform([text[:TEXT_CHARACTERS] for text in left])
    columns = vectoriser.transform([text[:TEXT_CHARACTERS] for text in right])
    cosines: FloatMatrix = np.asarray((rows @ columns.T).toarray(), dtype=np.float32)
    return cosines
