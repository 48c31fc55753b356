"""How well pairs of texts that make one point are told: ``python -m benches.quality.points``.

Two sets of pairs, from neither of which anything learns: passages of the invented letters that
``training.letters`` holds out, each with every other that answers the same question; and the quotes
of the consultations beside which ``themes.json`` tells the points that several respondents make,
each with every other of its question, and what comes near and makes no one point. For the cosines
of the encoders, for whether a stance model sees no dispute, and for every ``--reader`` ("large"
where its base is installed): average precision, and what is right and what is found from .85 on,
from which a reader's word joins texts. That bound was chosen on the consultations of the quotes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from sklearn.metrics import average_precision_score

from benches.quality.consultations import FOLDER
from consult.coding.theme_joins import TOGETHER
from consult.domain.ports import Embedder, FloatVector
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher
from consult.engines.mpnet_base import is_installed
from consult.engines.points import load_points
from consult.engines.stance import load_stance
from training.letters.reading import invented


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts of one question, and whether they make one point."""

    first: str
    second: str
    one: bool


def letters() -> Iterator[Pair]:
    """Yield the pairs of passages of letters held out from training."""
    for consultation in invented(development=True):
        told = [passage for passage in consultation.passages if passage.point]
        for a, b in combinations(told, 2):
            if a.questions & b.questions:
                yield Pair(first=a.text, second=b.text, one=a.point == b.point)


def quotes() -> Iterator[Pair]:
    """Yield the pairs of quotes whose points a consultation tells."""
    for path in sorted(FOLDER.glob("*/themes.json")):
        by_question: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, point in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            if "differ" in point:
                first, second = (quote["words"] for quote in point["differ"])
                yield Pair(first=first, second=second, one=False)
            for quote in point.get("quotes", ()):
                by_question[point["question"]].append((number, quote["words"]))
        for told in by_question.values():
            for (one, first), (other, second) in combinations(told, 2):
                yield Pair(first=first, second=second, one=one == other)


def cosines(encoder: Embedder, pairs: Sequence[Pair]) -> FloatVector:
    """Return the cosine of each pair."""
    texts = sorted({text for pair in pairs for text in (pair.first, pair.second)})
    row = dict(zip(texts, encoder.encode(texts), strict=True))
    return np.array([row[pair.first] @ row[pair.second] for pair in pairs], dtype=np.float32)


def undisputed(pairs: Sequence[Pair]) -> FloatVector:
    """Return how little either text of each pair is against the other."""
    firsts, seconds = [p.first for p in pairs], [p.second for p in pairs]
    against = load_stance("bundled").score([*firsts, *seconds], [*seconds, *firsts])[:, 1]
    return np.asarray(1 - against.reshape(2, -1).mean(axis=0), dtype=np.float32)


def row(name: str, scores: FloatVector, pairs: Sequence[Pair], *, bound: bool) -> str:
    """Return the cells of one way on one set."""
    truth = np.array([pair.one for pair in pairs])
    cells = (
        f"| {name} | {len(pairs)} | {truth.sum()} | {average_precision_score(truth, scores):.2f}"
    )
    if not bound:
        return f"{cells} | – | – |"
    sure = scores >= TOGETHER
    return (
        f"{cells} | {truth[sure].sum()} of {sure.sum()} | {truth[sure].sum() / truth.sum():.2f} |"
    )


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", action="append")
    given = parser.parse_args()
    specs = given.reader or (["large"] if is_installed() else [])
    for title, pairs in (("letters held out", list(letters())), ("quotes", list(quotes()))):
        print(f"\n{title}\n")
        print(f"| way | pairs | one point | average precision | right from {TOGETHER} | found |")
        print("|---|---|---|---|---|---|")
        ways = {
            "MiniLM cosine": cosines(load_embedder("bundled"), pairs),
            "matcher cosine": cosines(load_matcher("bundled"), pairs),
            "no dispute": undisputed(pairs),
        }
        for name, scores in ways.items():
            print(row(name, scores, pairs, bound=False), flush=True)
        for spec in specs:
            reader = load_points(spec)
            if reader is None:
                continue
            found = reader.one_point([p.first for p in pairs], [p.second for p in pairs])
            name = f"{reader.name}@{reader.revision}"
            print(row(name, found, pairs, bound=True), flush=True)


if __name__ == "__main__":
    main()
