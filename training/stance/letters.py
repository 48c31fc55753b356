"""Rows from passages of letters: ``python -m training.stance.letters --out FOLDER``.

Every passage of an invented consultation (``training.letters``) is put beside the propositions on
which it takes a side, beside some of the others as *neither*, and again beside their negations and
rewordings with the side turned. One in four comes a second time among words of another passage that
says nothing on that proposition, as positions stand among other matters in a letter. Doubtful pairs
are left out; ``crossed.jsonl`` has every pair of a consultation, for a teacher to judge. The same
seed gives the same rows.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from consult.coding.negation import negate
from training.letters.reading import Invented, Passage, invented
from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.rows import LABELS, UNKNOWN, Row, one_hot, towards
from training.stance.turning import reworded
from training.stance.written import MIXED

SOURCE = "letters"
ELSEWHERE = "letters elsewhere"
SIDES = {
    "agree": one_hot("agree"),
    "agree_with_conditions": one_hot("agree"),
    "disagree": one_hot("disagree"),
    "neither": one_hot("neither"),
    "mixed": MIXED,
}
SAME_QUESTION, OTHER_QUESTION = 0.5, 0.15
"""How often a passage is put beside a proposition of which it says nothing."""
NEGATED, REWORDED, AMONG = 0.3, 0.5, 0.25


def main() -> None:
    """Write train.jsonl, dev.jsonl and crossed.jsonl under the checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    out = CHECKPOINTS / given.out
    for name, development in (("train", False), ("dev", True)):
        dice = random.Random(given.seed)
        rows = [row for one in invented(development=development) for row in letter_rows(one, dice)]
        dice.shuffle(rows)
        print(name, write_lines(out / f"{name}.jsonl", rows))
        print(Counter((row.source, LABELS[row.label]) for row in rows))
    dice = random.Random(given.seed)
    pairs = [row for one in invented(development=False) for row in pairs_of(one)]
    dice.shuffle(pairs)
    print("crossed", write_lines(out / "crossed.jsonl", pairs))


def letter_rows(consultation: Invented, dice: random.Random) -> Iterator[Row]:
    """Yield the rows of a consultation, passage by passage."""
    for passage in consultation.passages:
        for key, proposition in consultation.propositions.items():
            if key in passage.doubtful:
                continue
            side = passage.positions.get(key)
            if side is None:
                asked = consultation.asked_by[key] in passage.questions
                if dice.random() < (SAME_QUESTION if asked else OTHER_QUESTION):
                    yield _row(ELSEWHERE, proposition, passage.text, one_hot("neither"))
                continue
            row = _row(SOURCE, proposition, passage.text, SIDES[side])
            if side == "mixed":
                row = replace(row, weight=0.7)
            yield row
            if dice.random() < AMONG:
                yield replace(row, text=_among(consultation, passage, key, dice))
            yield from _in_other_words(row, dice)


def pairs_of(consultation: Invented) -> Iterator[Row]:
    """Yield every passage with every proposition, for a teacher to judge."""
    for passage in consultation.passages:
        for proposition in consultation.propositions.values():
            yield _row("crossed letters", proposition, passage.text, UNKNOWN)


def _row(source: str, proposition: str, text: str, target: tuple[float, float, float]) -> Row:
    return Row(source=source, proposition=proposition, text=text, target=target)


def _among(consultation: Invented, passage: Passage, key: str, dice: random.Random) -> str:
    """Return the passage before or after another that says nothing on a proposition."""
    silent = [
        other.text
        for other in consultation.passages
        if key not in other.positions
        and key not in other.doubtful
        and consultation.asked_by[key] not in other.questions
    ]
    if not silent:
        return passage.text
    both = [passage.text, dice.choice(silent)]
    dice.shuffle(both)
    return " ".join(both)


def _in_other_words(row: Row, dice: random.Random) -> Iterator[Row]:
    turned = negate(row.proposition)
    if turned and dice.random() < NEGATED:
        yield towards(row, turned, turns=True)
    if dice.random() < REWORDED:
        said = reworded(row.proposition, dice)
        if said:
            yield towards(row, said[0], turns=said[1])


if __name__ == "__main__":
    main()
