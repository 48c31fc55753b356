"""Write the matcher's groups: ``python -m training.matcher.data FOLDER --out NAME``.

FOLDER is that of the public ground truth, with ``stance/`` and ``themes/``. Only splits named
``train`` are trained on; the development splits of ArgKP and NHS select. The consultation whose
questions are the goal is not read here at all.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.lines import write_lines
from training.matcher.compose import consultations
from training.matcher.groups import NO, UNKNOWN, YES, Group
from training.matcher.written import written_consultations
from training.running import CHECKPOINTS

SIDES = {"1": "agree", "-1": "disagree"}
PREMISES_AT_ONCE = 24


def main() -> None:
    """Write the groups as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--consultations", type=int, default=400)
    parser.add_argument("--out", default="matcher")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    train = [
        *key_points(given.folder / "themes", "train"),
        *perspectives(given.folder / "stance" / "perspectrum.jsonl", dice),
        *conclusions(given.folder / "stance", dice),
        *patients(given.folder / "themes" / "nhs_fft_pxtextmining.jsonl", "train"),
        *consultations(given.consultations, dice, development=False),
        *written_consultations(development=False),
    ]
    dev = [
        *key_points(given.folder / "themes", "dev"),
        *patients(given.folder / "themes" / "nhs_fft_pxtextmining.jsonl", "dev"),
        *consultations(24, dice, development=True),
        *written_consultations(development=True),
    ]
    for name, groups in (("train", train), ("dev", dev)):
        path = CHECKPOINTS / given.out / f"{name}.jsonl"
        texts: dict[str, int] = defaultdict(int)
        for group in groups:
            texts[group.source] += len(group.texts)
        print(name, write_lines(path, groups), "groups", dict(texts))


def key_points(folder: Path, split: str) -> Iterator[Group]:
    """Yield the arguments and key points of ArgKP by topic and side."""
    points = list(_table(folder / f"argkp_key_points_{split}.csv"))
    labels = {
        (row["arg_id"], row["key_point_id"]): int(row["label"])
        for row in _table(folder / f"argkp_key_point_labels_{split}.csv")
    }
    arguments = defaultdict(list)
    for row in _lines(folder / "argkp.jsonl"):
        arguments[row["question"], row["stance"]].append((row["id"], row["text"].strip(" `")))
    sides = defaultdict(list)
    for row in points:
        sides[row["topic"], SIDES[row["stance"]]].append((row["key_point_id"], row["key_point"]))
    for (topic, side), columns in sorted(sides.items()):
        rows = arguments[topic, side]
        yield Group(
            source="argkp",
            name=f"argkp:{topic}",
            texts=tuple(text for _, text in rows),
            columns=tuple(text for _, text in columns),
            truth=tuple(
                tuple(labels.get((row, column), UNKNOWN) for column, _ in columns)
                for row, _ in rows
            ),
        )


def perspectives(path: Path, dice: random.Random) -> Iterator[Group]:
    """Yield the perspectives of Perspectrum on each claim, by the cluster that they stand in.

    One perspective of each cluster is the column, the others are texts that speak to it alone.
    """
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _lines(path):
        if row["split"] == "train":
            claim, cluster, _ = row["id"].split("_")
            claims[claim][cluster].append(row["text"].strip())
    for claim, clusters in sorted(claims.items()):
        columns, texts, truth = [], [], []
        wide = [sorted(set(members)) for _, members in sorted(clusters.items())]
        if len(wide) < 2:
            continue
        for place, members in enumerate(wide):
            dice.shuffle(members)
            columns.append(members[0])
            for text in members[1:]:
                texts.append(text)
                truth.append(tuple(YES if i == place else NO for i in range(len(wide))))
        if texts:
            yield Group(
                source="perspectrum",
                name=f"perspectrum:{claim}",
                texts=tuple(texts),
                columns=tuple(columns),
                truth=tuple(truth),
            )


def conclusions(folder: Path, dice: random.Random) -> Iterator[Group]:
    """Yield premises and claims among the conclusions and motions that they were given for."""
    rows = [
        (row["question"].strip(), row["text"].strip())
        for name in ("touche_valueeval_stance", "ibm_claim_stance")
        for row in _lines(folder / f"{name}.jsonl")
        if row["split"] == "train" and not row.get("also_in_argkp")
    ]
    dice.shuffle(rows)
    for begin in range(0, len(rows) - PREMISES_AT_ONCE, PREMISES_AT_ONCE):
        part = rows[begin : begin + PREMISES_AT_ONCE]
        columns = tuple(sorted({question for question, _ in part}))
        yield Group(
            source="conclusions",
            name="conclusions",
            texts=tuple(text for _, text in part),
            columns=columns,
            truth=tuple(tuple(int(c == question) for c in columns) for question, _ in part),
        )


def patients(path: Path, split: str) -> Iterator[Group]:
    """Yield the comments of NHS patients on each question, and the names of their themes."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    names = set()
    for row in _lines(path):
        names.update(row["themes"])
        if row["split"] == split and row["themes"] and len(row["text"].split()) > 2:
            asked[row["question"]].append(row)
    columns = tuple(sorted(names))
    for _, rows in sorted(asked.items()):
        yield Group(
            source="nhs",
            name="nhs",
            texts=tuple(row["text"] for row in rows),
            columns=columns,
            truth=tuple(tuple(int(c in row["themes"]) for c in columns) for row in rows),
        )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


if __name__ == "__main__":
    main()
