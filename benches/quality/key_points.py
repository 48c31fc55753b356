"""How well arguments are matched to key points: `python -m benches.quality.key_points FOLDER`.

FOLDER holds argkp.jsonl with, for every split that is to be scored, argkp_key_points_SPLIT.csv and
argkp_key_point_labels_SPLIT.csv, the form of the shared task of 2021. As there, the side of an
argument is given; each takes its best key point of its topic and side, the better half by score is
kept, and the average precision is the mean over topics and sides. A pair that the annotators left
undecided counts as wrong (strict) or as right (relaxed). The train split has been trained on.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

from consult.coding.evidence import Texts
from consult.coding.key_points import match_points
from consult.coding.lexical import LexicalSpace
from consult.domain.ports import FloatMatrix
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher

Way = Callable[[list[str], list[str]], FloatMatrix]
SIDES = {"1": "agree", "-1": "disagree"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The arguments and key points of one topic and side; undecided pairs are NaN."""

    topic: str
    arguments: list[str]
    points: list[str]
    truth: FloatMatrix


def sides_of(folder: Path, split: str) -> list[Side]:
    arguments = defaultdict(list)
    with (folder / "argkp.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            arguments[row["question"], row["stance"]].append((row["id"], row["text"]))
    labels = {
        (row["arg_id"], row["key_point_id"]): float(row["label"])
        for row in table(folder / f"argkp_key_point_labels_{split}.csv")
    }
    points = defaultdict(list)
    for row in table(folder / f"argkp_key_points_{split}.csv"):
        points[row["topic"], SIDES[row["stance"]]].append((row["key_point_id"], row["key_point"]))
    return [
        Side(
            topic=key[0],
            arguments=[text for _, text in arguments[key]],
            points=[text for _, text in columns],
            truth=np.array(
                [[labels.get((a, p), np.nan) for p, _ in columns] for a, _ in arguments[key]],
                dtype=np.float32,
            ),
        )
        for key, columns in sorted(points.items())
    ]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def precision(scores: FloatMatrix, truth: FloatMatrix, undecided: float) -> float:
    """Return the average precision over the better half, as the shared task counts it."""
    best = scores.argmax(axis=1)
    rows = np.arange(len(best))
    top = np.argsort(-scores[rows, best], kind="stable")[: len(best) // 2]
    right = np.nan_to_num(truth[rows, best], nan=undecided)[top]
    if not right.any():
        return 0.0
    return float(average_precision_score(right, scores[rows, best][top]))


def report(sides: list[Side], ways: dict[str, Way]) -> None:
    print("| way | mAP strict | mAP relaxed |\n|---|---|---|")
    for name, way in ways.items():
        found = [(way(side.arguments, side.points), side.truth) for side in sides]
        strict, relaxed = (
            np.mean([precision(scores, truth, undecided) for scores, truth in found])
            for undecided in (0.0, 1.0)
        )
        print(f"| {name} | {strict:.3f} | {relaxed:.3f} |", flush=True)


def ways() -> dict[str, Way]:
    plain, matcher = load_embedder("bundled"), load_matcher("bundled")

    def cosine(arguments: list[str], points: list[str]) -> FloatMatrix:
        return plain.encode(arguments) @ plain.encode(points).T

    def letters(arguments: list[str], points: list[str]) -> FloatMatrix:
        return LexicalSpace([*arguments, *points]).letters(arguments, points)

    def matched(arguments: list[str], points: list[str]) -> FloatMatrix:
        return matcher.encode(arguments) @ matcher.encode(points).T

    def consult(arguments: list[str], points: list[str]) -> FloatMatrix:
        return match_points(
            Texts(texts=arguments, vectors=matcher.encode(arguments)),
            Texts(texts=points, vectors=matcher.encode(points)),
        )

    return {
        "MiniLM cosine": cosine,
        "letter TF-IDF": letters,
        "matcher cosine": matched,
        "consult": consult,
    }


def main(folder: Path) -> None:
    found = sorted(folder.glob("argkp_key_points_*.csv"))
    for path in found:
        split = path.stem.removeprefix("argkp_key_points_")
        sides = sides_of(folder, split)
        count = sum(len(side.arguments) for side in sides)
        trained = " (trained on)" if split == "train" else ""
        print(f"\n{split}{trained}: {count} arguments, {len(sides)} topics and sides\n")
        report(sides, ways())
    if not found:
        sys.exit(f"there is no argkp_key_points_*.csv in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
