"""How stance models read letters that none learnt from: ``python -m benches.quality.letters``.

The letters are the invented consultations that ``training.letters`` holds out whole, or all of a
``--folder`` of consultations of that form that nothing has learnt from. Every passage
is put beside every proposition of its consultation, doubtful pairs left out, and read by the model
alone, without rules, at the minimum of the settings. Of the pairs with a side: how many are read
rightly, the wrong way round, and how surely; of those that say nothing on a proposition (one in
``--every``): on how many a side is read. ``--model`` names a reader as [models] stance takes it and
is repeatable. Calibrations of the shipped readers were fitted on part of these letters.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from benches.quality.stance import HIGH, MINIMUM
from consult.engines.mpnet_base import is_installed
from consult.engines.stance import load_stance
from training.letters.reading import Invented, invented

COLUMN = {"agree": 0, "agree_with_conditions": 0, "disagree": 1}
Pair = tuple[str, str]


def pairs(
    consultations: Iterable[Invented], every: int
) -> tuple[list[Pair], np.ndarray, list[Pair]]:
    """Return the pairs with a side, its column, and one in ``every`` of those that say nothing."""
    sided: list[Pair] = []
    columns: list[int] = []
    silent: list[Pair] = []
    for one in consultations:
        for passage in one.passages:
            for key, proposition in one.propositions.items():
                side = passage.positions.get(key)
                if side in COLUMN:
                    sided.append((proposition, passage.text))
                    columns.append(COLUMN[side])
                elif side is None and key not in passage.doubtful:
                    silent.append((proposition, passage.text))
    return sided, np.array(columns), silent[::every]


def row(name: str, sided: Sequence[Pair], columns: np.ndarray, silent: Sequence[Pair]) -> str:
    """Return the row of one model."""
    model = load_stance(name)
    scores = np.asarray(model.score(*zip(*sided, strict=True)))
    best, found = scores.max(axis=1), scores.argmax(axis=1)
    said, sure = (best >= MINIMUM) & (found < 2), (best >= HIGH) & (found < 2)
    right = found == columns
    nothing = np.asarray(model.score(*zip(*silent, strict=True)))
    invented_sides = (nothing.max(axis=1) >= MINIMUM) & (nothing.argmax(axis=1) < 2)
    flips = (sure & ~right).sum() / max(sure.sum(), 1)
    return (
        f"| {model.name}@{model.revision} | {len(sided)} | {(said & right).mean():.2f} "
        f"| {(said & ~right).mean():.2f} | {sure.mean():.2f} | {flips:.2f} "
        f"| {len(silent)} | {invented_sides.mean():.2f} |"
    )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="append")
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--folder", type=Path, help="consultations that nothing has learnt from")
    given = parser.parse_args()
    models = given.model or ["bundled", *(["large"] if is_installed() else [])]
    found = (
        chain.from_iterable(invented(given.folder, development=held) for held in (False, True))
        if given.folder
        else invented(development=True)
    )
    sided, columns, silent = pairs(found, given.every)
    print(
        f"| model | pairs with a side | right | opposite | score ≥ {HIGH} | opposite there "
        "| pairs that say nothing | a side read |\n|---|---|---|---|---|---|---|---|"
    )
    for name in models:
        print(row(name, sided, columns, silent), flush=True)


if __name__ == "__main__":
    main()
