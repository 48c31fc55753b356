"""Make the small readers from nothing by one command: ``python -m training.stance.again FOLDER``.

FOLDER holds the public stance sets; the large reader (``training.stance.large``) must have been
made. 80,000 rows are drawn, which the large reader judges: 36,000 as ``training.stance.data`` draws
them and 12,000 sentences composed as consultations have them, both with targets of which six tenths
are the teacher's, and 32,000 pairs of what people said on one matter (``training.stance.crossed``),
which nobody else has judged. Two readers learn from MiniLM on, side by side, a thread each, from
the same rows in another order; both are exported into one folder and calibrated together.
Start it again after a stop and it goes on where it was. ``--as NAME`` keeps a second making apart,
``--rows NAME`` lets it learn from the rows of another, and ``--orders`` in other orders.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from training.running import CHECKPOINTS
from training.steps import Command, side_by_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the rows: the module that draws it, how, and how far its teacher is believed."""

    name: str
    module: str
    drawn: Command
    believed: str


PARTS = (
    Part(
        name="train",
        module="training.stance.data",
        drawn=("--seed", "419", "--scale", "0.4", "--consultation", "2", "--limit", "36000"),
        believed="0.6",
    ),
    Part(
        name="crossed",
        module="training.stance.crossed",
        drawn=("--seed", "431", "--limit", "32000"),
        believed="1",
    ),
    Part(
        name="composed",
        module="training.stance.data",
        drawn=("--seed", "443", "--written", "0", "--composed", "--limit", "12000", "--dev", "10"),
        believed="0.6",
    ),
)
LEARNT = ("--rate", "2.5e-4", "--smoothing", "0", "--epochs", "3", "--threads", "1")
ORDERS = ("11", "23")
"""Seeds of the orders in which the readers see the rows, one reader after another."""


def main() -> None:
    """Run what is not yet done, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="name", default="small")
    parser.add_argument("--rows", default="")
    parser.add_argument("--orders", nargs="+", default=ORDERS)
    parser.add_argument("--teacher", default="large", help="a checkpoint of the large reader")
    given = parser.parse_args()
    rows = CHECKPOINTS / f"{given.rows or given.name}.rows"
    lesson = rows / "lesson.jsonl"
    if not lesson.exists():
        for part in PARTS:
            draw(given.folder, rows, part)
            side_by_side([taught(rows, part, given.teacher)])
        taught_rows = [(rows / f"{part.name}-taught.jsonl").read_text("utf-8") for part in PARTS]
        lesson.write_text("".join(taught_rows), "utf-8")
    names = [f"{given.name}-{number}" for number, _ in enumerate(given.orders, start=1)]
    side_by_side(
        [learning(rows, name, order) for name, order in zip(names, given.orders, strict=True)]
    )
    dev = str(rows / "train" / "dev.jsonl")
    side_by_side([("training.stance.export", given.name, *names)])
    side_by_side([("training.stance.calibrate", given.name, "--dev", dev)])


def draw(folder: Path, rows: Path, part: Part) -> None:
    """Draw the rows of a part, where they are not drawn."""
    out = f"{rows.name}/{part.name}"
    out += ".jsonl" if part.module.endswith("crossed") else ""
    if not drawn_to(rows, part).exists():
        side_by_side([(part.module, str(folder), *part.drawn, "--out", out)])


def drawn_to(rows: Path, part: Part) -> Path:
    """Return where the rows of a part are drawn to."""
    return rows / (
        f"{part.name}.jsonl" if part.module.endswith("crossed") else f"{part.name}/train.jsonl"
    )


def taught(rows: Path, part: Part, teacher: str) -> Command:
    """Return the command that lets the teacher judge a part of the rows; it resumes by itself."""
    judged = ("--rows", str(drawn_to(rows, part)))
    out = ("--out", str(rows / f"{part.name}-taught.jsonl"))
    return (
        "training.stance.distil",
        "--teacher",
        teacher,
        *judged,
        *out,
        "--believed",
        part.believed,
    )


def learning(rows: Path, name: str, order: str) -> Command:
    """Return the command that trains one reader; nothing where it is trained."""
    if (CHECKPOINTS / name / "dev.json").exists():
        return ()
    given = ("--train", str(rows / "lesson.jsonl"), "--dev", str(rows / "train" / "dev.jsonl"))
    return ("training.stance.train", *given, "--out", name, "--seed", order, *LEARNT)


if __name__ == "__main__":
    main()
