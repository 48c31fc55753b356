"""Let the half learn on from letters: ``python -m training.stance.onward_half FOLDER``.

FOLDER holds the public stance sets. What the package holds of the half becomes a checkpoint
(``shipped``), and learns on in one pass from the passages of letters, with a part of the rows of
any training again so that it forgets little; the large reader is believed in part of both. It is
exported and calibrated under ``--as NAME``. Start it again after a stop and it goes on where it
was. Three quarters of an hour on two quiet cores; needs what ``make large`` installs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.running import CHECKPOINTS
from training.stance.lessons import calibration_rows, join, of_letters, replayed, taught
from training.stance.rows import read_rows
from training.stance.shipped import HALF
from training.stance.shipped import NAME as LARGE
from training.steps import side_by_side

LETTERS = "13"
BELIEVED = 0.3
"""How far the large reader is believed about letters, of which it does not know the newer ones."""
LEARNT = ("--rate", "5e-5", "--smoothing", "0", "--half", "yes", "--epochs", "1", "--seed", "67")


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="onward-half")
    parser.add_argument("--replay", type=int, default=14_000, help="rows of any training again")
    given = parser.parse_args()
    name = given.name
    side_by_side([("training.stance.encoder",)])
    side_by_side([("training.stance.shipped",)])
    side_by_side([("training.stance.shipped", "--half", "yes")])
    replay = replayed(name, given.folder, LARGE)
    letters = of_letters(f"{name}-letters.rows", LETTERS)
    taught(letters, "train", LARGE, believed=BELIEVED)
    again = read_rows(replay / "train-taught.jsonl")[: given.replay]
    rows = join(letters / "lesson.jsonl", read_rows(letters / "train-taught.jsonl"), again)
    dev = calibration_rows(CHECKPOINTS / f"{name}.dev.jsonl", replay, letters)
    if not (CHECKPOINTS / name / "dev.json").exists():
        made = ("--base", str(CHECKPOINTS / HALF), "--start", HALF, "--out", name)
        learnt = ("--train", str(rows), "--dev", str(dev), *LEARNT)
        side_by_side([("training.stance.train", *made, *learnt)])
    side_by_side([("training.stance.export_half", name, "--base", HALF)])
    side_by_side([("training.stance.calibrate", name, "--dev", str(dev), "--limit", "2200")])


if __name__ == "__main__":
    main()
