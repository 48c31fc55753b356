"""Make the matcher from nothing by one recipe: ``python -m training.matcher.again FOLDER``.

FOLDER is that of the public ground truth. Groups are drawn, three stages learn on where the one
before stopped, and the mean of the first and the last is mixed with what the encoder was. Start it
again after a stop and it goes on where it was; ``--as NAME`` keeps a second making apart.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from training.running import CHECKPOINTS
from training.steps import Command, side_by_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: how long it learns, from which sources, in which order."""

    steps: int
    shares: str
    order: int


STAGES = (
    Stage(steps=275, shares="argkp=5,perspectrum=2,nhs=1,consultation=3", order=7),
    Stage(steps=50, shares="argkp=4,perspectrum=2,nhs=1,consultation=4", order=8),
    Stage(steps=75, shares="argkp=1,perspectrum=0,nhs=0,consultation=3", order=9),
)
DRAWN = ("--consultations", "500")
LEARNT = ("--rate", "2e-4", "--warm_up", "20", "--memory", "0.97", "--every", "25", "--look", "999")
SHARE = "0.65"


def main() -> None:
    """Run what is not yet done, stage by stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="matcher-again")
    parser.add_argument("--seed", type=int, default=0, help="added to the order of every stage")
    given = parser.parse_args()
    rows = CHECKPOINTS / f"{given.name}.rows"
    if not (rows / "dev.jsonl").exists():
        side_by_side([("training.matcher.data", str(given.folder), *DRAWN, "--out", rows.name)])
    for number in range(1, len(STAGES) + 1):
        side_by_side([learning(given.name, rows, number, given.seed)])
    names = (checkpoint(given.name, len(STAGES)), checkpoint(given.name, 1))
    side_by_side([("training.matcher.export", *names, "--share", SHARE)])


def checkpoint(name: str, number: int) -> str:
    """Return the name of the weights after a stage."""
    return f"{name}-{number}"


def learning(name: str, rows: Path, number: int, seed: int) -> Command:
    """Return the command that trains a stage; nothing where it is trained."""
    stage, out = STAGES[number - 1], checkpoint(name, number)
    if (CHECKPOINTS / out / "dev.json").exists():
        return ()
    start = checkpoint(name, number - 1) if number > 1 else "minilm"
    return (
        "training.matcher.train", "--train", str(rows / "train.jsonl"),
        "--dev", str(rows / "dev.jsonl"), "--out", out, "--start", start,
        "--steps", str(stage.steps), "--shares", stage.shares, "--seed", str(stage.order + seed),
        *LEARNT,
    )  # fmt: skip


if __name__ == "__main__":
    main()
