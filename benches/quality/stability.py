"""Whether themes stay when some answers are missing: `python -m benches.quality.stability FOLDER`.

FOLDER holds themes/ or is it. Of every question, whole, 5 % of the answers are left out, in ten
seeded draws. The themes of two answers or more are matched one to one (Hungarian) with those of
the whole; *themes* is the mean Jaccard index of members over all of the whole's themes, one
without a match counting 0; *answers* weighs each theme by its answers. Members that were left out
do not count. k-means with as many themes stands beside.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from benches.quality.theme_sets import theme_sets
from consult.engines.bertopic_themes import BertopicDiscoverer
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher

DRAWS = 10
LEFT_OUT = 0.05
MOST = 5_000
NAMES = ("nhs_fft", "themefinder")

Clustering = Callable[[list[str], np.ndarray], np.ndarray]


def themes_of(groups: np.ndarray) -> list[set[int]]:
    """Return the members of each theme of two or more; the places of members are kept."""
    found = [
        set(np.flatnonzero(groups == name).tolist()) for name in np.unique(groups[groups >= 0])
    ]
    return [members for members in found if len(members) > 1]


def jaccards(whole: list[set[int]], part: list[set[int]]) -> np.ndarray:
    """Return for each theme of the whole its Jaccard index with its match, 0 without one."""
    found = np.zeros(len(whole))
    if whole and part:
        likeness = np.array([[len(a & b) / len(a | b) for b in part] for a in whole])
        rows, columns = linear_sum_assignment(-likeness)
        found[rows] = likeness[rows, columns]
    return found


def stability(
    texts: list[str], vectors: np.ndarray, cluster: Clustering, draws: int = DRAWS
) -> tuple[float, float, np.ndarray]:
    """Return the mean Jaccard index by theme and by answer, 0..1, and the groups of the whole."""
    plain = cluster(texts, vectors)
    by_theme, by_answer = [], []
    for draw in range(draws):
        order = np.random.default_rng(draw).permutation(len(texts))
        kept = np.sort(order[: round((1 - LEFT_OUT) * len(texts))])
        part = np.full(len(texts), -1)
        part[kept] = cluster([texts[i] for i in kept], vectors[kept])
        whole = themes_of(np.where(np.isin(np.arange(len(texts)), kept), plain, -1))
        found = jaccards(whole, themes_of(part))
        if len(found):
            by_theme.append(found.mean())
            by_answer.append(np.average(found, weights=[len(members) for members in whole]))
    if not by_theme:
        return float("nan"), float("nan"), plain
    return float(np.mean(by_theme)), float(np.mean(by_answer)), plain


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=DRAWS)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    embedder, matcher = load_embedder("bundled", 2), load_matcher("bundled", 2)
    print("| question | answers | way | themes found | outside | themes | answers | ARI |")
    print("|---|---|---|---|---|---|---|---|")
    for one in theme_sets(given.folder, MOST, NAMES):
        vectors, points = embedder.encode(one.texts), matcher.encode(one.texts)
        known = np.array([theme is not None for theme in one.gold])
        gold = [theme for theme in one.gold if theme is not None]
        count = 2

        def by_means(_texts: list[str], rows: np.ndarray) -> np.ndarray:
            found = KMeans(count, n_init=4, random_state=42).fit_predict(rows)  # noqa: B023
            return np.asarray(found)

        found = BertopicDiscoverer().discover
        for name, rows, cluster in (
            ("consult, embedder", vectors, found),
            ("consult", points, found),
            ("k-means", vectors, by_means),
        ):
            theme, answer, plain = stability(one.texts, rows, cluster, given.draws)
            count = max(2, len(themes_of(plain)))
            print(
                f"| {one.name} | {len(one.texts)} | {name} | {len(themes_of(plain))} "
                f"| {(plain < 0).mean():.2f} | {theme:.2f} | {answer:.2f} "
                f"| {adjusted_rand_score(gold, plain[known]):.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
