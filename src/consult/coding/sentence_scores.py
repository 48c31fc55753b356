"""What the sentences of a text add to its score: a theme may be the point of one of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from consult.domain.sentences import sentence_spans

if TYPE_CHECKING:
    from consult.domain.document import Span
    from consult.domain.ports import Embedder, FloatMatrix

Matrix = npt.NDArray[np.float64]

_BEST_SENTENCE = 0.4
"""How much the sentence that speaks most for a theme counts beside the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of those texts that have several."""

    texts: Sequence[str]
    owners: Sequence[int]
    """The index of the text that each stands in."""
    vectors: FloatMatrix
    """(s, d) unit rows by the encoder of the texts."""

    def among(self, rows: Sequence[int]) -> Sentences:
        """Return those of some of the texts, which then count by their places among ``rows``."""
        place = {row: n for n, row in enumerate(rows)}
        kept = [n for n, owner in enumerate(self.owners) if owner in place]
        return Sentences(
            texts=[self.texts[n] for n in kept],
            owners=[place[self.owners[n]] for n in kept],
            vectors=self.vectors[np.array(kept, dtype=np.int64)],
        )


def sentences_of(texts: Sequence[str], encoder: Embedder) -> Sentences:
    """Return the sentences of the texts that have more than one, in order."""
    return sentences_at(texts, [sentence_spans(text) for text in texts], encoder)


def sentences_at(
    texts: Sequence[str], spans_of: Sequence[Sequence[Span]], encoder: Embedder
) -> Sentences:
    """Return the sentences of the texts that have more than one, where these spans say they are."""
    found: list[str] = []
    owners: list[int] = []
    for number, (text, spans) in enumerate(zip(texts, spans_of, strict=True)):
        for span in spans if len(spans) > 1 else ():
            found.append(text[span.start : span.end])
            owners.append(number)
    return Sentences(texts=found, owners=owners, vectors=encoder.encode(found))


def with_best_sentence(
    scores: Matrix, by_sentence: Matrix, owners: Sequence[int] | npt.NDArray[np.int64]
) -> Matrix:
    """Return (n, k) scores of texts mixed with the greatest of their sentences, theme by theme.

    Args:
        scores: (n, k) of the whole texts; those without a sentence of their own stay as they are.
        by_sentence: (s, k) on the same scale.
        owners: (s,) the row of ``scores`` that each sentence belongs to.
    """
    best = np.full(scores.shape, -np.inf)
    places = np.asarray(owners, dtype=np.int64)
    np.maximum.at(best, places, by_sentence)
    mixed = scores.copy()
    several = np.unique(places)
    mixed[several] += _BEST_SENTENCE * (best[several] - scores[several])
    return mixed
