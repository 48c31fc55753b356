"""Themes by BERTopic, with sub-models that fit the size of what there is.

BERTopic's defaults need hundreds of texts, change with the order of rows, and leave much outside.
Here it is given the vectors, a canonical order, and a clustering for the size: distinct points
(agglomerative, with a distance rather than a number of groups) for what an analyst could read in
an afternoon, density above that. No BERTopic object leaves this module.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix, IntVector

DENSITY_FROM = 200
"""Texts from which themes are found by density; below, one theme for each distinct point."""
SAME_POINT_DISTANCE = 0.66
"""Cosine distance, centred vectors, up to which average neighbours make the same point."""
REDUCED_DIMENSIONS = 10
OUTLIER_LIKENESS = 0.2
"""Cosine to a theme's centre from which an outlier of the density clustering joins it."""
_SEED = 20211
_SHRINK = 10.0
_AGGLOMERATIVE_LIMIT = 5_000
"""Texts above which pairwise distances are too many, whatever the settings say."""


class BertopicDiscoverer:
    """Groups texts that make the same point, from one text to a hundred thousand."""

    def __init__(
        self,
        *,
        density_from: int = DENSITY_FROM,
        same_point_distance: float = SAME_POINT_DISTANCE,
        outlier_likeness: float = OUTLIER_LIKENESS,
    ) -> None:
        """Set the thresholds; BERTopic is imported at the first discovery."""
        self._density_from = density_from
        self._distance = same_point_distance
        self._likeness = outlier_likeness

    @property
    def name(self) -> str:
        """``bertopic``."""
        return "bertopic"

    @property
    def revision(self) -> str:
        """The version of BERTopic and the thresholds in force."""
        from importlib.metadata import version

        return f"{version('bertopic')}-{self._density_from}-{self._distance}-{self._likeness}"

    def discover(self, texts: Sequence[str], vectors: FloatMatrix) -> IntVector:
        """Return a group for each text, -1 for none; groups are numbered by first member.

        ``vectors`` are (n, d) unit rows. Which texts are together does not depend on the order
        of the rows; equal texts are always together. Below ``density_from`` distinct texts every
        text has a group, if only of its own; above, what is near no theme has none.
        """
        unique = sorted(set(texts))
        place = {text: index for index, text in enumerate(unique)}
        rows = np.zeros((len(unique), vectors.shape[1]), dtype=np.float32)
        for text, vector in zip(texts, vectors, strict=True):
            rows[place[text]] = vector
        groups = self._discover_ordered(unique, rows)
        return numbered_by_first([int(groups[place[text]]) for text in texts])

    def _discover_ordered(self, texts: list[str], vectors: FloatMatrix) -> Sequence[int]:
        if len(texts) < 2:
            return [0] * len(texts)
        centred = centred_unit(vectors)
        dense = len(texts) >= min(self._density_from, _AGGLOMERATIVE_LIMIT)
        cluster = self._density(len(texts)) if dense else self._distinct_points()
        reduced = reduced_rows(centred) if dense else centred
        groups = _fit_bertopic(texts, reduced, cluster)
        return rehomed(groups, centred, self._likeness) if dense else groups

    def _distinct_points(self) -> Any:
        from sklearn.cluster import AgglomerativeClustering

        return AgglomerativeClustering(
            n_clusters=None,
            distance_threshold=self._distance,
            metric="cosine",
            linkage="average",
        )

    def _density(self, count: int) -> Any:
        from hdbscan import HDBSCAN

        return HDBSCAN(
            min_cluster_size=max(5, round(np.sqrt(count) / 3)),
            min_samples=3,
            metric="euclidean",
            cluster_selection_method="leaf",
            core_dist_n_jobs=1,
        )


def centred_unit(vectors: FloatMatrix) -> FloatMatrix:
    """Return the rows without the direction that all of them share, of unit length again.

    With few rows only a part of their mean is taken off, so that two alike stay alike.
    """
    count = vectors.shape[0]
    rows = vectors - vectors.mean(axis=0, keepdims=True) * (count / (count + _SHRINK))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: FloatMatrix = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def reduced_rows(vectors: FloatMatrix) -> FloatMatrix:
    """Return the rows in a few dimensions, in which density means something, by PCA."""
    from sklearn.decomposition import PCA

    dimensions = min(REDUCED_DIMENSIONS, *vectors.shape)
    rows: FloatMatrix = (
        PCA(n_components=dimensions, svd_solver="full", random_state=_SEED)
        .fit_transform(vectors)
        .astype(np.float32)
    )
    return rows


def rehomed(groups: Sequence[int], vectors: FloatMatrix, likeness: float) -> list[int]:
    """Return the groups with each outlier in the nearest one, where that is near enough."""
    labels = np.asarray(groups)
    names = sorted(set(labels[labels >= 0].tolist()))
    if not names:
        return list(groups)
    centres = np.stack([vectors[labels == name].mean(axis=0) for name in names])
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    similar = vectors @ centres.T
    nearest = np.asarray(names)[similar.argmax(axis=1)]
    joined = np.where((labels < 0) & (similar.max(axis=1) >= likeness), nearest, labels)
    result: list[int] = joined.tolist()
    return result


def numbered_by_first(groups: Sequence[int]) -> IntVector:
    """Return groups numbered 0, 1, … by their first member; negative ones become -1."""
    numbers: dict[int, int] = {}
    return np.array(
        [-1 if group < 0 else numbers.setdefault(group, len(numbers)) for group in groups],
        dtype=np.int64,
    )


def _fit_bertopic(texts: list[str], vectors: FloatMatrix, cluster: Any) -> list[int]:
    """Return BERTopic's topic for each text, with its own words and numbering left inside."""
    with _silence():
        from bertopic import BERTopic
        from bertopic.dimensionality import BaseDimensionalityReduction
        from sklearn.feature_extraction.text import CountVectorizer

        model = BERTopic(
            embedding_model=None,
            umap_model=BaseDimensionalityReduction(),
            hdbscan_model=cluster,
            # Only for BERTopic's own topic words, which are not used: whatever stands between
            # spaces is a word.
            vectorizer_model=CountVectorizer(analyzer=str.split),
            calculate_probabilities=False,
            verbose=False,
        )
        # Two constant words, since BERTopic breaks on texts that have fewer between them.
        documents = [f"{text} point made" for text in texts]
        topics, _ = model.fit_transform(documents, embeddings=vectors)
    return [int(topic) for topic in topics]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep BERTopic's and its parts' warnings from the reader of a run, who can do nothing."""
    logger = logging.getLogger("BERTopic")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
