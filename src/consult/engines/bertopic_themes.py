"""Themes by BERTopic, with sub-models that fit the size of what there is.

BERTopic's defaults need hundreds of texts, change with the order of rows, and leave much outside.
Here it is given the vectors, a canonical order, and a clustering for the size: distinct points
(agglomerative, with a distance rather than a number of groups) for what an analyst could read in
an afternoon; above that the same on vectors drawn towards their neighbours, which a few missing
answers hardly move; density where pairs are too many. No BERTopic object leaves this module.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix, IntVector

DENSITY_FROM = 200
"""Texts from which themes need several texts; below, one theme for each distinct point."""
SAME_POINT_DISTANCE = 0.7
"""Distance, of centred vectors and letters, up to which average neighbours make the same point."""
LETTERS_SHARE = 0.3
"""How much the letters that two texts share count beside their vectors where texts are few."""
NEAR_NEIGHBOURS_DISTANCE = 0.6
"""The same where vectors were drawn towards their neighbours."""
NEIGHBOUR_ROUNDS = 4
REDUCED_DIMENSIONS = 10
OUTLIER_LIKENESS = 0.2
"""Cosine to a theme's centre from which a text of no theme joins it."""
_SEED = 20211
_SHRINK = 10.0
_FEWEST_NEIGHBOURS = 5
_AGGLOMERATIVE_LIMIT = 5_000
"""Texts above which pairwise distances are too many, whatever the settings say."""


class BertopicDiscoverer:
    """Groups texts that make the same point, from one text to a hundred thousand."""

    def __init__(
        self,
        *,
        density_from: int = DENSITY_FROM,
        same_point_distance: float = SAME_POINT_DISTANCE,
        near_neighbours_distance: float = NEAR_NEIGHBOURS_DISTANCE,
        outlier_likeness: float = OUTLIER_LIKENESS,
        topics: bool = True,
    ) -> None:
        """Set the thresholds; BERTopic is imported at the first discovery.

        Without ``topics`` its sub-models alone find the same groups, without the topic words and
        representative documents that take most of its time: for groupings that are only compared.
        """
        self._density_from = density_from
        self._distance = same_point_distance
        self._near = near_neighbours_distance
        self._likeness = outlier_likeness
        self._topics = topics

    @property
    def name(self) -> str:
        """``bertopic``."""
        return "bertopic"

    @property
    def revision(self) -> str:
        """The version of BERTopic and the thresholds in force."""
        from importlib.metadata import version

        thresholds = (
            self._density_from,
            self._distance,
            LETTERS_SHARE,
            self._near,
            self._likeness,
        )
        return "-".join([version("bertopic"), *(f"{value:g}" for value in thresholds)])

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
        if len(texts) > _AGGLOMERATIVE_LIMIT:
            groups = self._fit(texts, reduced_rows(centred), self._density(len(texts)))
        elif len(texts) >= self._density_from:
            drawn = drawn_to_neighbours(centred)
            groups = self._fit(texts, drawn, _by_average_distance(self._near))
            groups = without_small(groups, fewest(len(texts)))
        else:
            apart = distances(texts, centred)
            return self._fit(texts, apart, _by_average_distance(self._distance, "precomputed"))
        return rehomed(groups, centred, self._likeness)

    def _fit(self, texts: list[str], vectors: FloatMatrix, cluster: Any) -> list[int]:
        if self._topics:
            return _fit_bertopic(texts, vectors, cluster)
        return [int(group) for group in cluster.fit_predict(vectors)]

    def _density(self, count: int) -> Any:
        from hdbscan import HDBSCAN

        return HDBSCAN(
            min_cluster_size=fewest(count),
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
    return _unit(rows)


def _unit(rows: FloatMatrix) -> FloatMatrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: FloatMatrix = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def drawn_to_neighbours(vectors: FloatMatrix) -> FloatMatrix:
    """Return unit rows, each drawn half-way to its nearest neighbours, some rounds over.

    What lies between two themes moves to the one that most of its neighbours are in, so that a
    missing answer seldom turns over how themes are parted. Neighbours are about half the square
    root of the rows, weighted by cosine.
    """
    count = vectors.shape[0]
    neighbours = min(max(_FEWEST_NEIGHBOURS, round(0.5 * np.sqrt(count))), count - 1)
    rows = vectors
    for _ in range(NEIGHBOUR_ROUNDS):
        similar = rows @ rows.T
        np.fill_diagonal(similar, -1.0)
        nearest = np.argpartition(-similar, neighbours - 1, axis=1)[:, :neighbours]
        weights = np.zeros_like(similar)
        near = np.clip(np.take_along_axis(similar, nearest, axis=1), 0, None)
        np.put_along_axis(weights, nearest, near, axis=1)
        rows = _unit(rows + _unit(weights @ rows))
    return rows


def fewest(count: int) -> int:
    """Return of how many texts a theme consists at least, where ``count`` are many."""
    return max(5, round(float(np.sqrt(count)) / 3))


def without_small(groups: Sequence[int], least: int) -> list[int]:
    """Return the groups, with -1 for those of fewer than ``least`` texts."""
    sizes = Counter(groups)
    return [group if sizes[group] >= least else -1 for group in groups]


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


def distances(texts: Sequence[str], vectors: FloatMatrix) -> FloatMatrix:
    """Return (n, n) how far texts are from making one point, 0 for equal ones and 1 for strangers.

    Names and plain words tell few short texts apart that vectors alone bring together.
    """
    from consult.coding.lexical import LexicalSpace

    letters = LexicalSpace(texts).letters(texts, texts)
    alike = (1 - LETTERS_SHARE) * (vectors @ vectors.T) + LETTERS_SHARE * letters
    apart: FloatMatrix = np.clip(1 - np.round((alike + alike.T) / 2, 5), 0, None)
    np.fill_diagonal(apart, 0.0)
    return apart.astype(np.float32)


def _by_average_distance(distance: float, metric: str = "cosine") -> Any:
    from sklearn.cluster import AgglomerativeClustering

    return AgglomerativeClustering(
        n_clusters=None, distance_threshold=distance, metric=metric, linkage="average"
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
