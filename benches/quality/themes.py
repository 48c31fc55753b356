"""How themes compare with other ways: `python -m benches.quality.themes FOLDER [--limit N]`.

FOLDER holds themes/ and scale/ (or is the first of them); sets that it lacks are left out. For
each set and way: coherence (mean NPMI of the ten words that mark a theme most, counted by texts of
the set), diversity (different words among them), adjusted Rand index and normalised mutual
information against the human theme of texts that have one, the share left outside, the largest
theme's share, and the adjusted Rand index between runs with another seed and between runs with
the rows in another order. The words of a theme are found in the same way for all (class TF-IDF).
The last table gives each way's mean over the sets.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benches.quality.theme_sets import ThemeSet, theme_sets
from benches.quality.theme_ways import Remembering, Way, ways
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher

TOP = 10
SEEDS = (42, 1)
MEASURES = ("themes", "NPMI", "diversity", "ARI", "NMI", "outside", "largest", "other seed",
            "other order", "seconds")  # fmt: skip


def top_words(texts: Sequence[str], groups: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the columns of each theme's words, best first, and (texts, words) what holds what."""
    try:
        held = CountVectorizer(stop_words="english", binary=True).fit_transform(texts)
    except ValueError:  # no text has a word
        return [], np.zeros((len(texts), 0))
    held = held.toarray().astype(np.float32)
    names = sorted(set(groups[groups >= 0].tolist()))
    if not names:
        return [], held
    counts = np.stack([held[groups == name].sum(axis=0) for name in names])
    rarity = np.log(1 + counts.sum() / len(names) / np.maximum(held.sum(axis=0), 1))
    weights = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1) * rarity
    order = np.argsort(-weights, axis=1, kind="stable")[:, :TOP]
    return [row[weights[i, row] > 0] for i, row in enumerate(order)], held


def coherence(words: Sequence[np.ndarray], held: np.ndarray) -> float:
    """Return the mean over themes of the mean NPMI of pairs of words, -1..1, by text."""
    found = []
    count = held.shape[0]
    for own in words:
        together = held[:, own].T @ held[:, own] / count
        alone = together.diagonal()
        pairs = []
        for i, j in combinations(range(len(own)), 2):
            both = float(together[i, j])
            if both in (0.0, 1.0):
                pairs.append(-1.0 if both == 0.0 else 1.0)
            else:
                pairs.append(float(np.log(both / (alone[i] * alone[j])) / -np.log(both)))
        if pairs:
            found.append(float(np.mean(pairs)))
    return float(np.mean(found)) if found else float("nan")


def diversity(words: Sequence[np.ndarray]) -> float:
    everything = np.concatenate(words) if words else np.zeros(0)
    return len(set(everything.tolist())) / max(1, len(everything))


def measured(given: ThemeSet, vectors: np.ndarray, way: Way) -> list[float]:
    """Return what :data:`MEASURES` names."""
    texts, count = given.texts, max(2, given.human_themes)
    started = time.perf_counter()
    found = way(texts, vectors, count, SEEDS[0])
    seconds = time.perf_counter() - started
    order = np.random.default_rng(11).permutation(len(texts))
    shuffled = way([texts[i] for i in order], vectors[order], count, SEEDS[0])
    reseeded = way(texts, vectors, count, SEEDS[1])
    sizes = np.bincount(found[found >= 0], minlength=1)
    # A group of one text is no theme but that text; its words are all in one place.
    shared = np.where(sizes[np.maximum(found, 0)] > 1, found, -1)
    words, held = top_words(texts, shared)
    known = np.array([theme is not None for theme in given.gold])
    gold = [theme for theme in given.gold if theme is not None]
    return [
        float((sizes > 1).sum()),
        coherence(words, held),
        diversity(words),
        adjusted_rand_score(gold, found[known]),
        normalized_mutual_info_score(gold, found[known]),
        float((shared < 0).mean()),
        float(sizes.max() / len(texts)),
        adjusted_rand_score(found, reseeded),
        adjusted_rand_score(found[order], shuffled),
        seconds,
    ]


def row(cells: Sequence[str], figures: Sequence[float]) -> str:
    told = [f"{figures[0]:.0f}", *(f"{figure:.2f}" for figure in figures[1:-1])]
    return "| " + " | ".join([*cells, *told, f"{figures[-1]:.1f}"]) + " |"


def header(cells: Sequence[str]) -> str:
    names = [*cells, *MEASURES]
    return "| " + " | ".join(names) + " |\n|" + "---|" * len(names)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=400, help="texts of each set, drawn by seed")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    embedder, matcher = load_embedder("bundled", 2), Remembering(load_matcher("bundled", 2))
    every: dict[str, list[list[float]]] = {}
    print(header(["set", "texts", "human themes", "way"]))
    for one in theme_sets(given.folder, given.limit):
        vectors = embedder.encode(one.texts)
        matcher.encode(one.texts)
        for name, way in ways(embedder, matcher).items():
            cells = [one.name, str(len(one.texts)), str(one.human_themes), name]
            try:
                figures = measured(one, vectors, way)
            except (ValueError, TypeError) as error:
                print(f"| {' | '.join(cells)} | {type(error).__name__} |" + " |" * 9, flush=True)
                continue
            every.setdefault(name, []).append(figures)
            print(row(cells, figures), flush=True)
    print("\n" + header(["mean over sets", "sets"]))
    for name, rows in every.items():
        print(row([name, str(len(rows))], np.nanmean(np.array(rows), axis=0).tolist()))


if __name__ == "__main__":
    main()
