"""Pair what people said on one matter with each other.

``python -m training.stance.crossed FOLDER --out FILE``, where FOLDER holds the public stance sets.
A short statement of somebody becomes the proposition, what another wrote on the same matter the
text; one in five propositions is negated. Nobody knows the side of such pairs until a teacher says
it (``distil --believed 1``), and they are nearest to what consult asks: whether one respondent
agrees with another's point. The same seed gives the same rows.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from consult.coding.negation import negate
from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.data import public_rows
from training.stance.rows import Row
from training.stance.written import written_rows

WORDS = range(4, 19)
"""How many words a statement has that is put as a proposition."""
NEGATED = 0.2
UNKNOWN = (1 / 3, 1 / 3, 1 / 3)


def main() -> None:
    """Write the pairs as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--limit", type=int, default=30000)
    parser.add_argument("--out", required=True, help="a file under the checkpoints")
    given = parser.parse_args()
    said = public_rows(given.folder)[0] + written_rows()[0]
    rows = crossed(said, given.limit, random.Random(given.seed))
    print(write_lines(CHECKPOINTS / given.out, rows), Counter(row.source for row in rows))


def crossed(said: Sequence[Row], limit: int, dice: random.Random) -> list[Row]:
    """Return pairs of statements on one matter, ``limit`` at most, none twice, in a drawn order."""
    matters: dict[str, list[str]] = {}
    for row in said:
        texts = matters.setdefault(row.proposition, [])
        if row.text not in texts:
            texts.append(row.text)
    asked = [
        (matter, text)
        for matter, texts in matters.items()
        for text in texts
        if len(texts) > 1 and len(text.split()) in WORDS and "?" not in text
    ]
    dice.shuffle(asked)
    sources = {(row.proposition, row.text): row.source for row in said}
    found: dict[tuple[str, str], Row] = {}
    for _ in range(8):
        for matter, statement in asked:
            if len(found) == limit:
                return list(found.values())
            text = dice.choice(matters[matter])
            turned = negate(statement) if dice.random() < NEGATED else ""
            proposition = (turned or statement).rstrip(" .!;,")
            if text != statement and (proposition, text) not in found:
                found[proposition, text] = Row(
                    source=f"crossed {sources[matter, statement]}",
                    proposition=proposition,
                    text=text,
                    target=UNKNOWN,
                )
    return list(found.values())


if __name__ == "__main__":
    main()
