"""Which pairs of texts dispute each other: ``python -m benches.quality.disputes [--model NAME]``.

Reads tests/quality/disputes.jsonl: pairs that stood in one theme of three invented consultations,
each judged by reading, before any of them was parted, as making one point, partly or not. For the
pairs that the bound was chosen on, and those that were judged after: how many of each the stance
model parts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from consult.coding.mutual import MutualReadings
from consult.engines.stance import load_stance

PAIRS = Path(__file__).parents[2] / "tests" / "quality" / "disputes.jsonl"
JUDGED = ("yes", "partly", "no")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled")
    given = parser.parse_args()
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    disputes = MutualReadings(load_stance(given.model, threads=2))
    parted = disputes.dispute((row["first"], row["second"]) for row in rows)
    print("| pairs | one point, parted | partly one, parted | not one, parted |")
    print("|---|---|---|---|")
    for name, kinds in (
        ("the bound was chosen on", {True}),
        ("judged after", {False}),
        ("all", {True, False}),
    ):
        cells = []
        for judged in JUDGED:
            flags = [
                flag
                for flag, row in zip(parted, rows, strict=True)
                if row["chosen_on"] in kinds and row["one_point"] == judged
            ]
            cells.append(f"{sum(flags)} of {len(flags)}")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
