"""Make the reader in the package out of the large one: ``python -m training.stance.half FOLDER``.

FOLDER holds the public stance sets. What the package holds of the large reader becomes a checkpoint
(``shipped``); it judges rows of any training and the passages of letters, and a half of it
(``halved``), rounded to half bytes while it learns, learns from what it says in two passes. All is
exported and calibrated under ``--as NAME``; ``python -m training.stance.export_half NAME --ship``
then puts it into the package. Start it again after a stop and it goes on where it was. An hour and
a half on two quiet cores; needs what ``make large`` installs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.running import CHECKPOINTS
from training.stance.lessons import calibration_rows, join, judged, of_letters, replayed
from training.stance.rows import read_rows
from training.stance.shipped import NAME as SHIPPED
from training.steps import side_by_side

LETTERS = "12"
LEARNT = (
    "--rate", "1e-4", "--smoothing", "0", "--half", "yes", "--epochs", "2", "--seed", "61",
)  # fmt: skip


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="half")
    parser.add_argument("--teacher", default=SHIPPED, help="a checkpoint")
    given = parser.parse_args()
    name, base = given.name, f"{given.name}-base"
    side_by_side([("training.stance.encoder",)])
    side_by_side([("training.stance.shipped",)])
    replay = replayed(name, given.folder, given.teacher)
    letters = of_letters(f"{name}-letters.rows", LETTERS)
    rows = join(
        letters / "lesson.jsonl",
        *judged(letters, given.teacher),
        read_rows(replay / "train-taught.jsonl"),
    )
    dev = calibration_rows(CHECKPOINTS / f"{name}.dev.jsonl", replay, letters)
    if not (CHECKPOINTS / base / "model.pt").exists():
        kept = ("--start", given.teacher, "--rows", str(rows))
        side_by_side([("training.stance.halved", "--out", base, *kept)])
    if not (CHECKPOINTS / name / "dev.json").exists():
        made = ("--base", str(CHECKPOINTS / base), "--start", base, "--out", name)
        learnt = ("--train", str(rows), "--dev", str(dev), *LEARNT)
        side_by_side([("training.stance.train", *made, *learnt)])
    side_by_side([("training.stance.export_half", name, "--base", base)])
    side_by_side([("training.stance.calibrate", name, "--dev", str(dev), "--limit", "2200")])


if __name__ == "__main__":
    main()
