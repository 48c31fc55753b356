"""Let the shipped readers learn on from letters: ``python -m training.stance.onward FOLDER``.

FOLDER holds the public stance sets. What the package holds becomes checkpoints (``shipped``); the
large reader learns on from the passages of letters in two passes, with a part of the rows of any
training again so that it forgets little. Where the package holds small readers (it did until ADR
0042), it then judges letters for them, they learn on as its pupils, and half of each one's weights
is what it was (Wortsman et al. 2022, "Model soups"). All is exported and calibrated under ``--as
NAME``. Start it again after a stop and it goes on where it was. An hour to an hour and a half on
two quiet cores; needs what ``make large`` installs.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.lesson import taught
from training.stance.rows import LABELS, Row, read_rows
from training.stance.teacher import FOLDER as BASE
from training.steps import Command, side_by_side

REPLAY = ("--seed", "503", "--scale", "0.4", "--consultation", "2", "--limit", "30000")
PARTS = (slice(0, 7000), slice(7000, 12500), slice(12500, 24500))
"""Which of the replayed rows the two passes and the pupils see."""
PASSES = (("a", "11", "31"), ("b", "12", "37"))
"""Of each pass of the large reader: its letter, the seed of its rows, the seed of their order."""
LARGE = ("--rate", "3e-5", "--smoothing", "0.02", "--epochs", "1", "--threads", "2")
PUPILS = ("--rate", "1.3e-4", "--smoothing", "0", "--epochs", "1", "--threads", "1")
CROSSED = 14_000
SURELY_NEITHER, KEPT_OF_THOSE = 0.95, 0.35
"""Most pairs of a consultation have nothing to do with each other; a few of those teach that."""
FOR_CALIBRATION = ((1800, 0), (700, 5))
"""How many development rows of the replay and of the letters, and the seeds that they are shuffled
by (0: as drawn)."""


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="onward")
    given = parser.parse_args()
    name = given.name
    side_by_side([("training.stance.teacher",)])
    side_by_side([("training.stance.shipped",)])
    replay = CHECKPOINTS / f"{name}.replay"
    if not (replay / "dev.jsonl").exists():
        side_by_side([("training.stance.data", str(given.folder), *REPLAY, "--out", replay.name)])
    side_by_side([taught(replay, "train", "shipped-large", believed=0.6)])
    again = read_rows(replay / "train-taught.jsonl")
    start = "shipped-large"
    for (letter, seed, order), part in zip(PASSES, PARTS, strict=False):
        rows, out = CHECKPOINTS / f"{name}-{letter}.rows", f"{name}-large-{letter}"
        if not (rows / "crossed.jsonl").exists():
            side_by_side([("training.stance.letters", "--seed", seed, "--out", rows.name)])
        joined = join(rows / "joined.jsonl", again[part], read_rows(rows / "train.jsonl"))
        side_by_side([learning(joined, start, out, order, ("--base", str(BASE), *LARGE))])
        start = out
    side_by_side([("training.stance.export_large", start)])
    made = [start]
    small = [n for n in (1, 2) if (CHECKPOINTS / f"shipped-{n}" / "model.pt").exists()]
    if small:
        lesson = join(rows / "lesson.jsonl", *judged(rows, start), again[PARTS[-1]])
        taught_on(name, small, lesson)
        made.append(name)
    dev = calibration_rows(CHECKPOINTS / f"{name}.dev.jsonl", replay, rows)
    for model in made:
        side_by_side([("training.stance.calibrate", model, "--dev", str(dev), "--limit", "2200")])


def taught_on(name: str, small: Sequence[int], lesson: Path) -> None:
    """Let small readers learn a lesson, and export the means of what they were and are."""
    pupils = {number: f"{name}-pupil-{number}" for number in small}
    side_by_side(
        [
            learning(lesson, f"shipped-{number}", pupil, f"5{number}", PUPILS)
            for number, pupil in pupils.items()
        ]
    )
    means = [
        mean(f"{name}-small-{number}", f"shipped-{number}", pupil)
        for number, pupil in pupils.items()
    ]
    side_by_side([("training.stance.export", name, *means)])


def join(path: Path, *parts: Iterable[Row]) -> Path:
    """Write rows one part after another and return the file."""
    write_lines(path, (row for part in parts for row in part))
    return path


def learning(rows: Path, start: str, out: str, order: str, recipe: Sequence[str]) -> Command:
    """Return the command that lets one reader learn on; nothing where it has."""
    if (CHECKPOINTS / out / "dev.json").exists():
        return ()
    given = ("--train", str(rows), "--dev", str(rows.with_name("dev.jsonl")))
    named = ("--start", start, "--out", out, "--seed", order)
    return ("training.stance.train", *given, *named, *recipe)


def judged(rows: Path, teacher: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of letters with half of the teacher's judgement, and pairs with all of it."""
    drawn = rows / "drawn.jsonl"
    if not drawn.exists():
        pairs = read_rows(rows / "crossed.jsonl")
        write_lines(drawn, random.Random(4).sample(pairs, min(CROSSED, len(pairs))))
    side_by_side([taught(rows, "train", teacher, believed=0.5)])
    side_by_side([taught(rows, "drawn", teacher, believed=1.0)])
    return read_rows(rows / "train-taught.jsonl"), telling(read_rows(rows / "drawn-taught.jsonl"))


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


def mean(out: str, first: str, second: str) -> str:
    """Write the checkpoint half-way between two and return its name."""
    import torch

    one, other = (
        torch.load(CHECKPOINTS / name / "model.pt", weights_only=True) for name in (first, second)
    )
    (CHECKPOINTS / out).mkdir(parents=True, exist_ok=True)
    state = {key: value * 0.5 + other[key] * 0.5 for key, value in one.items()}
    torch.save(state, CHECKPOINTS / out / "model.pt")
    return out


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


if __name__ == "__main__":
    main()
