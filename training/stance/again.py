"""Make a stance model from nothing by one recipe: ``python -m training.stance.again FOLDER``.

FOLDER holds the public stance sets. Two readers learn side by side, a thread each, from other draws
of the rows and in another order: first from the public sets and what is composed, then from the
same with the texts written by hand. Both are exported into one folder and calibrated together.
Start it again after a stop and it goes on where it was; ``--as NAME`` keeps a second making apart.
The shipped readers came out of longer training; README.md says what this one reaches beside them.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from training.running import CHECKPOINTS
from training.steps import Command, side_by_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a reader: how its rows are drawn and how fast it learns."""

    drawn: Command
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What makes one reader other than its fellow."""

    name: str
    rows_seed: int
    order_seed: int


READERS = (
    Reader(name="a", rows_seed=211, order_seed=7),
    Reader(name="b", rows_seed=223, order_seed=19),
)
STAGES = (
    Stage(drawn=("--rounds", "3", "--written", "0"), rate="2e-4"),
    Stage(drawn=("--rounds", "1", "--written", "2", "--limit", "60000"), rate="1.2e-4"),
)
ALWAYS = ("--scale", "0.5", "--consultation", "2")


def main() -> None:
    """Run what is not yet done, stage by stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="again")
    given = parser.parse_args()
    for number, stage in enumerate(STAGES, start=1):
        side_by_side([rows_of(given.folder, given.name, r, number, stage) for r in READERS])
        side_by_side([training_of(given.name, r, number, stage) for r in READERS])
    last = len(STAGES)
    names = [checkpoint(given.name, reader, last) for reader in READERS]
    side_by_side([("training.stance.export", given.name, *names)])
    dev = CHECKPOINTS / f"{names[0]}.rows" / "dev.jsonl"
    side_by_side([("training.stance.calibrate", given.name, "--dev", str(dev))])


def checkpoint(name: str, reader: Reader, stage: int) -> str:
    """Return the name of a reader's weights after a stage."""
    return f"{name}-{reader.name}{stage}"


def rows_of(folder: Path, name: str, reader: Reader, number: int, stage: Stage) -> Command:
    """Return the command that draws the rows of a stage; nothing where they are drawn."""
    out = f"{checkpoint(name, reader, number)}.rows"
    if (CHECKPOINTS / out / "dev.jsonl").exists():
        return ()
    seed = reader.rows_seed + number - 1
    drawn = (*stage.drawn, *ALWAYS, "--seed", str(seed), "--out", out)
    return ("training.stance.data", str(folder), *drawn)


def training_of(name: str, reader: Reader, number: int, stage: Stage) -> Command:
    """Return the command that trains a reader through a stage; nothing where it is trained."""
    out = checkpoint(name, reader, number)
    if (CHECKPOINTS / out / "dev.json").exists():
        return ()
    rows = CHECKPOINTS / f"{out}.rows"
    start = checkpoint(name, reader, number - 1) if number > 1 else ""
    return (
        "training.stance.train", "--train", str(rows / "train.jsonl"),
        "--dev", str(rows / "dev.jsonl"), "--out", out, "--start", start, "--rate", stage.rate,
        "--epochs", "1", "--threads", "1", "--seed", str(reader.order_seed),
    )  # fmt: skip


if __name__ == "__main__":
    main()
