"""Ways to find themes that stand beside ours, each as its users get it.

A way takes texts, their vectors, the number of human themes and a seed, and gives each text a
group, -1 for none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import CountVectorizer

from consult.domain.ports import Embedder
from consult.engines.bertopic_themes import BertopicDiscoverer

Way = Callable[[list[str], np.ndarray, int, int], np.ndarray]


class Remembering:
    """An embedder that encodes a text once."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.revision = embedder.name, embedder.revision
        self._embedder = embedder
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = sorted(set(texts).difference(self._known))
        self._known.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


UMAP_FROM = 60
"""Texts from which UMAP's neighbourhoods mean something."""
KEYWORDS = 25


def ways(embedder: Embedder, matcher: Embedder) -> dict[str, Way]:
    """Return every way by the name that the table gives it; all but the first use the embedder."""
    return {
        "consult": by_points(matcher),
        "consult, embedder": consult_themes,
        "BERTopic defaults": bertopic_defaults,
        "KeyNMF, true k": key_nmf(embedder),
        "HDBSCAN, raw": raw_density,
        "UMAP + HDBSCAN (Top2Vec)": top2vec,
        "k-means, true k": k_means,
        "k-means, √(n/2)": k_means_by_size,
    }


def consult_themes(texts: list[str], vectors: np.ndarray, _count: int, _seed: int) -> np.ndarray:
    return BertopicDiscoverer().discover(texts, vectors)


def by_points(matcher: Embedder) -> Way:
    """Consult's way as a run has it: by the point that each text makes."""

    def find(texts: list[str], _vectors: np.ndarray, count: int, seed: int) -> np.ndarray:
        return consult_themes(texts, matcher.encode(texts), count, seed)

    return find


def bertopic_defaults(texts: list[str], vectors: np.ndarray, _count: int, seed: int) -> np.ndarray:
    """BERTopic as it comes, but for a fixed seed of its UMAP."""
    from bertopic import BERTopic

    topics, _ = BERTopic(umap_model=_umap(seed)).fit_transform(texts, embeddings=vectors)
    return np.array(topics)


def raw_density(_texts: list[str], vectors: np.ndarray, _count: int, _seed: int) -> np.ndarray:
    return np.asarray(_density(5).fit_predict(vectors))


def top2vec(_texts: list[str], vectors: np.ndarray, _count: int, seed: int) -> np.ndarray:
    """Density on embeddings reduced by UMAP, as Top2Vec does it; on few texts unreduced."""
    rows = _umap(seed).fit_transform(vectors) if len(vectors) >= UMAP_FROM else vectors
    return np.asarray(_density(15).fit_predict(rows))


def k_means(_texts: list[str], vectors: np.ndarray, count: int, seed: int) -> np.ndarray:
    return np.asarray(KMeans(n_clusters=count, n_init=4, random_state=seed).fit_predict(vectors))


def k_means_by_size(texts: list[str], vectors: np.ndarray, _count: int, seed: int) -> np.ndarray:
    return k_means(texts, vectors, max(2, round(np.sqrt(len(texts) / 2))), seed)


def key_nmf(embedder: Embedder) -> Way:
    """KeyNMF by its published method (Kristensen-McLachlan et al., 2024), written for this bench.

    A text's keywords are its own words nearest to it, weighted by cosine where that is positive;
    the matrix of keywords is factored, and a text goes to its heaviest factor. Turftopic itself
    asks for another version of a package that the lock holds. A word must stand in 2 texts, not
    10 as there, since most sets are small.
    """
    known: dict[str, np.ndarray] = {}

    def find(texts: list[str], vectors: np.ndarray, count: int, seed: int) -> np.ndarray:
        counter = CountVectorizer(min_df=2, stop_words="english")
        held = counter.fit_transform(texts).tocsr()
        words = counter.get_feature_names_out().tolist()
        new = [word for word in words if word not in known]
        known.update(zip(new, embedder.encode(new), strict=True))
        alike = np.clip(vectors @ np.stack([known[word] for word in words]).T, 0, None)
        weights = np.where(held.toarray() > 0, alike, 0.0)
        surplus = np.argsort(-weights, axis=1, kind="stable")[:, KEYWORDS:]
        np.put_along_axis(weights, surplus, 0.0, axis=1)
        factors = NMF(n_components=min(count, *weights.shape), random_state=seed, max_iter=400)
        shares = factors.fit_transform(weights)
        return np.where(shares.max(axis=1) > 0, shares.argmax(axis=1), -1)

    return find


def _density(least: int) -> HDBSCAN:
    return HDBSCAN(min_cluster_size=least, metric="euclidean", copy=True)


def _umap(seed: int) -> Any:
    from umap import UMAP

    return UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed, n_jobs=1
    )
