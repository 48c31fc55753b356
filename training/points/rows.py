"""Write the rows of the reader of points: ``python -m training.points.rows FOLDER --out NAME``.

FOLDER is that of the public ground truth. Two texts that make one point are *agree*, two that do
not *neither*: so the networks and the training of the stance models serve here as they are. From
the invented letters come pairs of one question, near ones and others; from ArgKP arguments of one
side with and without a key point in common, and arguments with key points; from Perspectrum
perspectives of one cluster and of several.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from consult.domain.ports import FloatMatrix
from consult.engines.matcher import load_matcher
from training.letters.reading import Invented, Passage, invented
from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.rows import Row, one_hot

ONE, NOT_ONE = one_hot("agree"), one_hot("neither")
BESIDE = 2500
"""How many rows of the public sets learn beside those of the letters."""
NEAREST, OF_THE_NEAREST, OF_THE_REST = 4, 2, 2
"""Of each text: among how many nearest others, how many of these and of the rest, are not one."""


def main() -> None:
    """Write rows for training and for development."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=71)
    parser.add_argument("--out", default="points.rows")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    themes, perspectrum = given.folder / "themes", given.folder / "stance" / "perspectrum.jsonl"
    letters = [row for one in invented(development=False) for row in learnt(one, dice)]
    public = [
        *arguments(themes, "train", dice, 8000),
        *perspectives(perspectrum, "train", dice, 5000),
    ]
    dev = [
        *(row for one in invented(development=True) for row in all_pairs(one)),
        *arguments(themes, "dev", dice, 1500),
        *perspectives(perspectrum, "dev", dice, 800),
    ]
    train = [*letters, *random.Random(given.seed + 1).sample(public, BESIDE)]
    for name, rows in (("train", train), ("dev", dev)):
        print(name, write_lines(CHECKPOINTS / given.out / f"{name}.jsonl", rows))


def paired(source: str, first: str, second: str, *, one: bool) -> Row:
    """Return the row of two texts."""
    return Row(source=source, proposition=first, text=second, target=ONE if one else NOT_ONE)


def learnt(consultation: Invented, dice: random.Random) -> Iterator[Row]:
    """Yield for training the pairs that make one point, both ways round, each with others."""
    passages = [p for p in consultation.passages if p.point]
    vectors = load_matcher("bundled").encode([p.text for p in passages])
    near = vectors @ vectors.T
    one, others = _parted(passages)
    for pair in one:
        for first, second in (pair, pair[::-1]):
            yield paired("letters", passages[first].text, passages[second].text, one=True)
            ranked = _nearest_first(near[first], others[first])
            drawn = [
                *_some(ranked[:NEAREST], OF_THE_NEAREST, dice),
                *_some(ranked[NEAREST:], OF_THE_REST, dice),
            ]
            for other in drawn:
                a, b = (first, other) if dice.random() < 0.5 else (other, first)
                yield paired("letters", passages[a].text, passages[b].text, one=False)
    matched = {index for pair in one for index in pair}
    for index in range(len(passages)):
        if others[index] and index not in matched:
            other = _nearest_first(near[index], others[index])[0]
            yield paired("letters", passages[index].text, passages[other].text, one=False)


def all_pairs(consultation: Invented) -> Iterator[Row]:
    """Yield every pair of passages that answer one question."""
    passages = [p for p in consultation.passages if p.point]
    for first, second in combinations(passages, 2):
        if first.questions & second.questions:
            yield paired("letters", first.text, second.text, one=first.point == second.point)


def _parted(
    passages: Sequence[Passage],
) -> tuple[list[tuple[int, int]], dict[int, list[int]]]:
    """Return the pairs of one point, and for each passage those of one question that make none."""
    one: list[tuple[int, int]] = []
    others: dict[int, list[int]] = defaultdict(list)
    for first, second in combinations(range(len(passages)), 2):
        if passages[first].point == passages[second].point:
            one.append((first, second))
        elif passages[first].questions & passages[second].questions:
            others[first].append(second)
            others[second].append(first)
    return one, others


def _nearest_first(near: FloatMatrix, indexes: Sequence[int]) -> list[int]:
    return sorted(indexes, key=lambda index: -float(near[index]))


def _some(indexes: Sequence[int], count: int, dice: random.Random) -> list[int]:
    return dice.sample(indexes, min(count, len(indexes)))


def arguments(folder: Path, split: str, dice: random.Random, count: int) -> Iterator[Row]:
    """Yield about ``count`` pairs of arguments, and of key points and arguments, by topic."""
    points = {row["key_point_id"]: row for row in _table(folder, f"key_points_{split}")}
    texts = {row["id"]: row["text"] for row in _lines(folder / "argkp.jsonl")}
    labels: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _table(folder, f"key_point_labels_{split}"):
        labels[row["arg_id"]][row["key_point_id"]] = int(row["label"])
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for argument, found in labels.items():
        point = points[next(iter(found))]
        groups[point["topic"], point["stance"]].append(argument)
    share = count // len(groups)
    for _, members in sorted(groups.items()):
        made = {a: {key for key, value in labels[a].items() if value} for a in members}
        told = sorted(a for a in members if made[a])
        pairs = list(combinations(told, 2))
        dice.shuffle(pairs)
        same = [(a, b) for a, b in pairs if made[a] & made[b]]
        known = [
            (a, b)
            for a, b in pairs
            if not made[a] & made[b] and all(key in labels[b] for key in made[a])
        ]
        for drawn, one in ((same, True), (known, False)):
            for a, b in drawn[: share // 3]:
                yield paired("argkp", texts[a], texts[b], one=one)
        keyed = [(a, key, value) for a in told for key, value in labels[a].items()]
        dice.shuffle(keyed)
        for one in (True, False):
            for a, key, _ in [row for row in keyed if bool(row[2]) is one][: share // 6]:
                yield paired("argkp-kp", points[key]["key_point"], texts[a], one=one)


def perspectives(path: Path, split: str, dice: random.Random, count: int) -> list[Row]:
    """Return pairs of perspectives on one claim, of one cluster or of two."""
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _lines(path):
        if row["split"] == split:
            claim, cluster, _ = row["id"].split("_")
            claims[claim][cluster].append(row["text"])
    found: list[Row] = []
    for _, clusters in sorted(claims.items()):
        for name in sorted(clusters):
            members = sorted(set(clusters[name]))
            for first, second in list(combinations(members, 2))[:2]:
                found.append(paired("persp", first, second, one=True))
            rest = [other for other in sorted(clusters) if other != name]
            for other in dice.sample(rest, min(2, len(rest))):
                first, second = dice.choice(members), dice.choice(clusters[other])
                found.append(paired("persp", first, second, one=False))
    dice.shuffle(found)
    return found[:count]


def _table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"argkp_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    main()
