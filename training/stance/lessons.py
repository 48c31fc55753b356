"""The rows of a lesson: drawn, judged by a teacher, joined, and kept apart for calibration.

A teacher is a checkpoint of a large reader. Every step that is done is not done again.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.rows import LABELS, Row, read_rows
from training.steps import side_by_side

REPLAY = ("--seed", "503", "--scale", "0.4", "--consultation", "2", "--limit", "30000")
CROSSED = 14_000
SURELY_NEITHER, KEPT_OF_THOSE = 0.95, 0.35
"""Most pairs of a consultation have nothing to do with each other; a few of those teach that."""
FOR_CALIBRATION = ((1800, 0), (700, 5))
"""How many development rows of the replay and of the letters, and the seeds that they are shuffled
by (0: as drawn)."""


def replayed(name: str, folder: Path, teacher: str) -> Path:
    """Return the folder of rows as any training draws them, with what the teacher makes of them.

    ``folder`` holds the public stance sets; ``train-taught.jsonl`` has six tenths of the teacher's
    judgement.
    """
    rows = CHECKPOINTS / f"{name}.replay"
    if not (rows / "dev.jsonl").exists():
        side_by_side([("training.stance.data", str(folder), *REPLAY, "--out", rows.name)])
    taught(rows, "train", teacher, believed=0.6)
    return rows


def of_letters(name: str, seed: str) -> Path:
    """Return the folder of rows that are passages of letters."""
    rows = CHECKPOINTS / name
    if not (rows / "crossed.jsonl").exists():
        side_by_side([("training.stance.letters", "--seed", seed, "--out", rows.name)])
    return rows


def judged(rows: Path, teacher: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of letters with half of the teacher's judgement, and pairs with all of it."""
    drawn = rows / "drawn.jsonl"
    if not drawn.exists():
        pairs = read_rows(rows / "crossed.jsonl")
        write_lines(drawn, random.Random(4).sample(pairs, min(CROSSED, len(pairs))))
    taught(rows, "train", teacher, believed=0.5)
    taught(rows, "drawn", teacher, believed=1.0)
    return read_rows(rows / "train-taught.jsonl"), telling(read_rows(rows / "drawn-taught.jsonl"))


def taught(rows: Path, part: str, teacher: str, *, believed: float) -> None:
    """Let the teacher judge a part of the rows; it goes on after the last row that it judged."""
    files = ("--rows", str(rows / f"{part}.jsonl"), "--out", str(rows / f"{part}-taught.jsonl"))
    asked = ("--teacher", teacher, *files, "--believed", str(believed))
    side_by_side([("training.stance.distil", *asked)])


def telling(pairs: Sequence[Row]) -> list[Row]:
    """Return judged pairs with only a part of those that are surely neither."""
    dice = random.Random(4)
    neither = LABELS.index("neither")
    return [
        row
        for row in pairs
        if row.label != neither
        or row.target[neither] < SURELY_NEITHER
        or dice.random() <= KEPT_OF_THOSE
    ]


def join(path: Path, *parts: Iterable[Row]) -> Path:
    """Write rows one part after another and return the file."""
    write_lines(path, (row for part in parts for row in part))
    return path


def calibration_rows(path: Path, replay: Path, letters: Path) -> Path:
    """Write the development rows that calibrate, and return the file."""
    found: list[Row] = []
    for folder, (count, seed) in zip((replay, letters), FOR_CALIBRATION, strict=True):
        rows = read_rows(folder / "dev.jsonl")
        if seed:
            random.Random(seed).shuffle(rows)
        found += rows[:count]
    random.Random(6).shuffle(found)
    return join(path, found)
