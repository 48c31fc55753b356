"""Let the large reader learn on from letters: ``python -m training.stance.onward FOLDER``.

FOLDER holds the public stance sets. What the package holds becomes a checkpoint (``shipped``), and
learns on from the passages of letters in two passes, with a part of the rows of any training again
so that it forgets little. It is exported and calibrated under the name of its last pass. Start it
again after a stop and it goes on where it was. Three quarters of an hour on two quiet cores; needs
what ``make large`` installs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.running import CHECKPOINTS
from training.stance.lessons import calibration_rows, join, of_letters, replayed
from training.stance.rows import read_rows
from training.stance.shipped import NAME as SHIPPED
from training.steps import side_by_side

PASSES = (("a", "11", "31", slice(0, 7000)), ("b", "12", "37", slice(7000, 12500)))
"""Of each pass: its letter, the seed of its rows, the seed of their order, the replayed rows."""
LEARNT = ("--rate", "3e-5", "--smoothing", "0.02", "--epochs", "1")


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="onward")
    given = parser.parse_args()
    side_by_side([("training.stance.encoder",)])
    side_by_side([("training.stance.shipped",)])
    replay = replayed(given.name, given.folder, SHIPPED)
    again, start = read_rows(replay / "train-taught.jsonl"), SHIPPED
    for letter, seed, order, part in PASSES:
        rows, out = of_letters(f"{given.name}-{letter}.rows", seed), f"{given.name}-{letter}"
        joined = join(rows / "joined.jsonl", again[part], read_rows(rows / "train.jsonl"))
        if not (CHECKPOINTS / out / "dev.json").exists():
            read = ("--train", str(joined), "--dev", str(rows / "dev.jsonl"))
            made = ("--start", start, "--out", out, "--seed", order)
            side_by_side([("training.stance.train", *read, *made, *LEARNT)])
        start = out
    side_by_side([("training.stance.export_large", start)])
    dev = calibration_rows(CHECKPOINTS / f"{given.name}.dev.jsonl", replay, rows)
    side_by_side([("training.stance.calibrate", start, "--dev", str(dev), "--limit", "2200")])


if __name__ == "__main__":
    main()
