"""Write the rows for training and development: ``python -m training.stance.data FOLDER``.

FOLDER holds the public stance sets as JSON lines (id, question, text, stance, split). Their
split is respected; besides, a quarter of the IBM motions (which have no split) is held out whole,
and half of the answers of the synthetic consultation.
What comes out, with one seed and so always the same: the sets as they are, the texts that were
written by hand, a quarter of both again under the negated proposition with the stance turned,
unrelated pairs, and consultation sentences composed with known truth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from consult.coding.negation import negate
from consult.coding.restate import restate_question
from training.lines import write_lines
from training.running import CHECKPOINTS
from training.stance.arguing import Arguer
from training.stance.compose import FLIPPED, Composer
from training.stance.rows import LABELS, Row, one_hot, towards
from training.stance.turning import reworded
from training.stance.written import is_mixed, written_rows

SETS = ("argkp", "perspectrum", "ibm_claim_stance", "touche_valueeval_stance")
CONSULTATION = "themefinder_gambling"
SHARES = {
    "action": 3000,
    "consequence": 3000,
    "instead": 1200,
    "remedy": 1600,
    "state": 3000,
    "claim": 3000,
    "public_claim": 4500,
    "scarce": 1200,
    "rivals": 1600,
    "compared": 2000,
    "plain": 700,
    "neutral": 3000,
    "elsewhere": 3000,
    "contrast": 3000,
    "both": 1600,
    "measure": 12000,
    "measure_both": 3200,
    "measure_elsewhere": 2400,
    "long": 3000,
}
REPEATED = {"ibm_claim_stance": 2}
"""Sets that are small beside the others come more often, or the others drown them."""
NEGATED = 0.26
REWORDED = 0.7
UNRELATED = 0.26


def main() -> None:
    """Write train.jsonl and dev.jsonl under the checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--scale", type=float, default=1.0, help="of the composed rows")
    parser.add_argument("--limit", type=int, default=0, help="rows to keep for training, 0 all")
    parser.add_argument("--dev", type=int, default=3000, help="rows kept for development")
    parser.add_argument(
        "--written",
        type=int,
        default=1,
        help="how often the texts written by hand come, 0 leaves them out",
    )
    parser.add_argument("--rounds", type=int, default=1, help="how often all is drawn anew")
    parser.add_argument(
        "--consultation",
        type=int,
        default=0,
        help="how often the answers of the synthetic consultation come; 0 keeps it unseen",
    )
    parser.add_argument("--out", default="data")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    train, dev = public_rows(given.folder)
    written, kept = written_rows() if given.written else ([], [])
    dev += [row for row in kept if not is_mixed(row)]
    train += [row for row in written if not is_mixed(row)] * given.written
    dev_rows = widen(dev, dice, scale=given.scale * 0.06, development=True)
    train_rows: list[Row] = []
    for _ in range(given.rounds):
        train_rows += [row for row in written if is_mixed(row)] * given.written
        train_rows += widen(train, dice, scale=given.scale, development=False)
        for _ in range(given.consultation):
            train_rows += consultation_rows(given.folder, dice)[0]
    dev_rows += consultation_rows(given.folder, dice)[1]
    out = CHECKPOINTS / given.out
    dice.shuffle(train_rows)
    dice.shuffle(dev_rows)
    train_rows = train_rows[: given.limit or None]
    for name, rows in (("train", train_rows), ("dev", dev_rows[: given.dev])):
        print(name, write_lines(out / f"{name}.jsonl", rows))
        print(Counter(row.source for row in rows))
        print(Counter(LABELS[row.label] for row in rows))


def public_rows(folder: Path) -> tuple[list[Row], list[Row]]:
    """Return the rows of the public sets for training and for development."""
    train: list[Row] = []
    dev: list[Row] = []
    for name in SETS:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for line in stream:
                record = json.loads(line)
                if record.get("also_in_argkp"):
                    continue
                row = Row(
                    source=name,
                    proposition=record["question"].strip(),
                    text=record["text"].strip(" `"),
                    target=one_hot(record["stance"]),
                )
                if trained_on(name, record):
                    train += [row] * REPEATED.get(name, 1)
                else:
                    dev.append(row)
    return train, dev


def consultation_rows(folder: Path, dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the answers of a synthetic consultation for training and for development.

    An answer for training comes thrice: as it is, under the negated proposition, and under the
    proposition in other words. Mixed answers have half of each side, and are trained on only.
    """
    train: list[Row] = []
    dev: list[Row] = []
    with (folder / f"{CONSULTATION}.jsonl").open(encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    for record in records:
        mixed = record.get("stance_with_mixed") == "mixed"
        stance = "neither" if record["stance"] == "neutral" else record["stance"]
        row = Row(
            source=CONSULTATION,
            proposition=restate_question(record["question"]) or record["question"],
            text=record["text"],
            target=(0.5, 0.5, 0.0) if mixed else one_hot(stance),
            weight=0.5 if mixed else 1.0,
        )
        if not trained_on(CONSULTATION, record):
            if not mixed:
                dev.append(row)
            continue
        turned = negate(row.proposition)
        said = reworded(row.proposition, dice)
        train.append(row)
        if turned:
            train.append(towards(row, turned, turns=True))
        if said:
            train.append(towards(row, said[0], turns=said[1]))
    return train, dev


def trained_on(name: str, record: Mapping[str, str]) -> bool:
    """Return whether a row of a public set is trained on; every other row may be scored.

    Of most sets that is the split ``train``, of IBM (which has no other) without a quarter of the
    motions; of the synthetic consultation (which has none) half of its split ``dev``. Whatever
    comes in another split is for scoring.
    """
    if name == CONSULTATION:
        half = hashlib.sha256(record["text"].encode()).digest()[0] % 2 == 0
        return record["split"] == "dev" and half
    if name == "ibm_claim_stance" and _in_quarter(record["question"]):
        return False
    return record["split"] == "train"


def widen(rows: list[Row], dice: random.Random, *, scale: float, development: bool) -> list[Row]:
    """Return the rows with their negations, unrelated pairs and composed sentences."""
    composer = Composer(dice, development, _arguments(rows))
    arguer = Arguer(dice, development)
    found = list(rows)
    for row in dice.sample(rows, int(len(rows) * NEGATED)):
        turned = negate(row.proposition)
        if turned:
            found.append(
                Row(
                    source="negated",
                    proposition=turned,
                    text=row.text,
                    target=one_hot(FLIPPED[LABELS[row.label]]),
                )
            )
    for row in dice.sample(rows, int(len(rows) * REWORDED)):
        said = reworded(row.proposition, dice)
        if said:
            label = LABELS[row.label]
            found.append(
                Row(
                    source="reworded",
                    proposition=said[0],
                    text=row.text,
                    target=one_hot(FLIPPED[label] if said[1] else label),
                )
            )
    propositions = sorted({row.proposition for row in rows})
    for row in dice.sample(rows, int(len(rows) * UNRELATED)):
        other = dice.choice(propositions)
        if other != row.proposition:
            found.append(
                Row(source="unrelated", proposition=other, text=row.text, target=one_hot("neither"))
            )
    seen: set[tuple[str, str]] = set()
    for name, count in SHARES.items():
        for _ in range(int(count * scale)):
            row = getattr(arguer if name.startswith("measure") else composer, name)()
            if (row.proposition, row.text) not in seen:
                seen.add((row.proposition, row.text))
                found.append(row)
    return found


def _arguments(rows: list[Row]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if LABELS[row.label] in ("agree", "disagree") and len(row.text.split()) <= 30:
            sides = found.setdefault(row.proposition, {"agree": [], "disagree": []})
            sides[LABELS[row.label]].append(row.text)
    return found


def _in_quarter(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 4 == 0


if __name__ == "__main__":
    main()
