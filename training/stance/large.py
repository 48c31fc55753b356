"""Make the large stance reader from nothing: ``python -m training.stance.large FOLDER``.

FOLDER holds the public stance sets. Rows are drawn, all-mpnet-base-v2 learns from 60,000 of them in
one pass (an hour and a quarter on two quiet cores), and what changed in it is exported and
calibrated. Start it again after a stop and it goes on where it was; ``--as NAME`` keeps a second
making apart. ``python -m training.stance.export_large NAME --ship`` then puts it into the package.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.running import CHECKPOINTS
from training.steps import side_by_side

DRAWN = ("--seed", "307", "--scale", "0.4", "--consultation", "2", "--limit", "60000")
TAUGHT = ("--rate", "5e-5", "--head", "6", "--epochs", "1", "--every", "150", "--seed", "7")


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="large")
    given = parser.parse_args()
    name, rows = given.name, CHECKPOINTS / f"{given.name}.rows"
    side_by_side([("training.stance.encoder",)])
    if not (rows / "dev.jsonl").exists():
        out = ("--out", rows.name)
        side_by_side([("training.stance.data", str(given.folder), *DRAWN, *out)])
    dev = ("--dev", str(rows / "dev.jsonl"))
    if not (CHECKPOINTS / name / "dev.json").exists():
        given_rows = ("--train", str(rows / "train.jsonl"), *dev)
        side_by_side([("training.stance.train", "--out", name, *given_rows, *TAUGHT)])
    side_by_side([("training.stance.export_large", name)])
    side_by_side([("training.stance.calibrate", name, *dev)])


if __name__ == "__main__":
    main()
