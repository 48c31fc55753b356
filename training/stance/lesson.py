"""Let the large reader teach small ones: ``python -m training.stance.lesson FOLDER NAME …``.

FOLDER holds the public stance sets; every NAME is a checkpoint of a small reader that learns on,
all of them side by side from the same rows, each in another order. The rows are 36,000 as
``training.stance.data`` draws them, whose targets are six tenths the teacher's, and 32,000 pairs of
what people said on one matter (``training.stance.crossed``), which nobody but the teacher has
judged. All is exported and calibrated together. Start it again after a stop and it goes on where it
was; ``--as NAME`` keeps a second lesson apart.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.running import CHECKPOINTS
from training.steps import Command, side_by_side

DRAWN = ("--seed", "419", "--scale", "0.4", "--consultation", "2", "--limit", "36000")
CROSSED = ("--seed", "431", "--limit", "32000")
LEARNT = ("--rate", "1.2e-4", "--smoothing", "0", "--epochs", "2", "--threads", "1")
ORDERS = range(11, 1000, 12)
"""Seeds of the orders in which readers see the rows, one reader after another."""


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+", help="checkpoints that learn on")
    parser.add_argument("--as", dest="name", default="lesson")
    parser.add_argument("--teacher", default="large", help="a checkpoint of the large reader")
    given = parser.parse_args()
    rows = CHECKPOINTS / f"{given.name}.rows"
    if not (rows / "dev.jsonl").exists():
        side_by_side([("training.stance.data", str(given.folder), *DRAWN, "--out", rows.name)])
    if not (rows / "crossed.jsonl").exists():
        out = ("--out", f"{rows.name}/crossed.jsonl")
        side_by_side([("training.stance.crossed", str(given.folder), *CROSSED, *out)])
    side_by_side([taught(rows, "train", given.teacher, believed=0.6)])
    side_by_side([taught(rows, "crossed", given.teacher, believed=1.0)])
    with (rows / "lesson.jsonl").open("w", encoding="utf-8") as joined:
        for part in ("train", "crossed"):
            joined.write((rows / f"{part}-taught.jsonl").read_text("utf-8"))
    learnt = [f"{given.name}-{name}" for name in given.names]
    side_by_side(
        [
            learning(rows, name, out, order)
            for name, out, order in zip(given.names, learnt, ORDERS, strict=False)
        ]
    )
    side_by_side([("training.stance.export", given.name, *learnt)])
    side_by_side([("training.stance.calibrate", given.name, "--dev", str(rows / "dev.jsonl"))])


def taught(rows: Path, part: str, teacher: str, *, believed: float) -> Command:
    """Return the command that lets the teacher judge a part of the rows; it resumes by itself."""
    judged = ("--rows", str(rows / f"{part}.jsonl"), "--out", str(rows / f"{part}-taught.jsonl"))
    return ("training.stance.distil", "--teacher", teacher, *judged, "--believed", str(believed))


def learning(rows: Path, name: str, out: str, order: int) -> Command:
    """Return the command that trains one reader; nothing where it is trained."""
    if (CHECKPOINTS / out / "dev.json").exists():
        return ()
    given = ("--train", str(rows / "lesson.jsonl"), "--dev", str(rows / "dev.jsonl"))
    start = ("--start", name, "--out", out, "--seed", str(order))
    return ("training.stance.train", *given, *start, *LEARNT)


if __name__ == "__main__":
    main()
