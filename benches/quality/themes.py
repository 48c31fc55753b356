"""How themes compare with other clusterings: `python -m benches.quality.themes FOLDER`.

FOLDER holds nhs_fft_pxtextmining.jsonl and themefinder_gambling.jsonl. Scored on texts with one
theme: adjusted Rand index and normalised mutual information against the human themes, the share
left outside, the largest theme's share, and whether themes stay when rows are shuffled or 5 % of
them left out (adjusted Rand index between the two results on what both hold).
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from consult.engines.bertopic_themes import BertopicDiscoverer
from consult.engines.embedder import load_embedder

Way = Callable[[list[str], np.ndarray, int], np.ndarray]


def consult_themes(texts: list[str], vectors: np.ndarray, _count: int) -> np.ndarray:
    return BertopicDiscoverer().discover(texts, vectors)


def bertopic_defaults(texts: list[str], vectors: np.ndarray, _count: int) -> np.ndarray:
    """BERTopic as it comes, but for a fixed seed of its UMAP."""
    from bertopic import BERTopic
    from umap import UMAP

    reducer = UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42, n_jobs=1
    )
    topics, _ = BERTopic(umap_model=reducer).fit_transform(texts, embeddings=vectors)
    return np.array(topics)


def k_means(_texts: list[str], vectors: np.ndarray, count: int) -> np.ndarray:
    return KMeans(n_clusters=count, n_init=4, random_state=42).fit_predict(vectors)


WAYS: dict[str, Way] = {
    "consult": consult_themes,
    "BERTopic defaults": bertopic_defaults,
    "k-means, true k": k_means,
}


def stability(
    way: Way, texts: list[str], vectors: np.ndarray, count: int, plain: np.ndarray, *, drop: bool
) -> float:
    order = np.random.default_rng(11).permutation(len(texts))
    if drop:
        order = np.sort(order[: round(0.95 * len(texts))])
    other = way([texts[i] for i in order], vectors[order], count)
    return float(adjusted_rand_score(plain[order], other))


def questions_of(path: Path, at_least: int) -> dict[str, list[dict[str, object]]]:
    asked: dict[str, list[dict[str, object]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if len(row["themes"]) == 1 and row["text"].strip():
            asked.setdefault(str(row["question"]), []).append(row)
    return {key: rows for key, rows in sorted(asked.items()) if len(rows) >= at_least}


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    embedder = load_embedder("bundled")
    print(
        "| set, question | texts | human themes | way | themes | outside | largest | ARI | NMI ",
        end="",
    )
    print("| shuffled | 5 % out | seconds |\n|" + "---|" * 12)
    for name in ("themefinder_gambling.jsonl", "nhs_fft_pxtextmining.jsonl"):
        for question, rows in questions_of(folder / name, 30).items():
            texts = [str(row["text"]) for row in rows]
            gold = [row["themes"][0] for row in rows]  # type: ignore[index] # JSON
            vectors = embedder.encode(texts)
            count = len(set(gold))
            for label, way in WAYS.items():
                started = time.perf_counter()
                try:
                    found = way(texts, vectors, count)
                except (ValueError, TypeError) as error:
                    print(
                        f"| {question[:40]} | {len(texts)} | {count} | {label} "
                        f"| {type(error).__name__} |"
                    )
                    continue
                seconds = time.perf_counter() - started
                sizes = np.bincount(found[found >= 0]) if (found >= 0).any() else np.zeros(1)
                shuffled = stability(way, texts, vectors, count, found, drop=False)
                without = stability(way, texts, vectors, count, found, drop=True)
                print(
                    f"| {name.split('_')[0]}: {question[:32]} | {len(texts)} | {count} | {label} "
                    f"| {int((sizes > 0).sum())} | {(found < 0).mean():.0%} "
                    f"| {sizes.max() / len(texts):.0%} | {adjusted_rand_score(gold, found):.2f} "
                    f"| {normalized_mutual_info_score(gold, found):.2f} | {shuffled:.2f} "
                    f"| {without:.2f} | {seconds:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
