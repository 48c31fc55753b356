"""What decisions teach about a position: ``python -m benches.quality.few_shot FOLDER``.

FOLDER holds stance/themefinder_gambling.jsonl or that file itself. On the proposition with most
answers on both sides, the stance model alone against the head learned from 8, 16 and 32 decisions
a side (five seeded draws each), scored on the answers that were not decided and that the bundled
model was not trained on. ``--model`` names another, for a proposition that no training has seen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benches.quality.stance import MINIMUM
from consult.coding.few_shot import learn_stance
from consult.engines.embedder import load_embedder
from consult.engines.stance import load_stance
from training.stance.data import CONSULTATION, trained_on

SIZES = (8, 16, 32)
DRAWS = 5
Flags = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.float32]
NAME = f"{CONSULTATION}.jsonl"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="bundled")
    given = parser.parse_args()
    path = given.folder / NAME if (given.folder / NAME).exists() else given.folder / "stance" / NAME
    proposition, texts, agrees, unseen = rows(path)
    model = load_stance(given.model, threads=2)
    scores = np.asarray(model.score([proposition] * len(texts), texts))
    vectors = load_embedder("bundled", 2).encode(texts)
    print(f"{proposition}: {agrees.sum()} agree, {(~agrees).sum()} disagree\n")
    print("| decisions a side | macro-F1 of the model | of the learned head | head coded | flips |")
    print("|---|---|---|---|---|")
    fewest = int(min(agrees.sum(), (~agrees).sum()))
    for size in SIZES:
        if fewest <= size:
            print(f"| {size} | only {fewest} answers on one side | – | – | – |")
            continue
        found = np.array(
            [one(size, draw, vectors, scores, agrees, unseen) for draw in range(DRAWS)]
        )
        model_f1, head_f1, coded, flips = found.mean(axis=0)
        print(f"| {size} | {model_f1:.3f} | {head_f1:.3f} | {coded:.1%} | {flips:.1%} |")


def rows(path: Path) -> tuple[str, list[str], Flags, Flags]:
    """Return the proposition with most clear answers, their texts, who agrees, what is unseen."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clear = [r for r in found if r.get("stance_with_mixed") in {"agree", "disagree"}]
    if not clear:
        raise SystemExit(f"no row of {path} has stance_with_mixed agree or disagree")
    (proposition, _), *_ = Counter(r["question"] for r in clear).most_common()
    clear = [r for r in clear if r["question"] == proposition]
    return (
        proposition,
        [r["text"] for r in clear],
        np.array([r["stance_with_mixed"] == "agree" for r in clear]),
        np.array([not trained_on(CONSULTATION, r) for r in clear]),
    )


def one(
    size: int, draw: int, vectors: Matrix, scores: Matrix, agrees: Flags, unseen: Flags
) -> tuple[float, float, float, float]:
    """Return macro-F1 of the model and of the head, and the head's coded share and flips."""
    dice = np.random.default_rng(draw)
    chosen = np.concatenate(
        [dice.permutation(np.flatnonzero(agrees == side))[:size] for side in (True, False)]
    )
    rest = np.setdiff1d(np.flatnonzero(unseen), chosen)
    head = learn_stance(vectors[chosen], scores[chosen], agrees[chosen])
    if head is None:
        raise SystemExit(f"{size} decisions a side taught no head")
    share = head.agreement(vectors[rest], scores[rest])
    truth = agrees[rest]
    sided = scores[rest][:, :2].max(axis=1)
    by_model = np.where(sided < MINIMUM, -1, scores[rest][:, 0] >= scores[rest][:, 1])
    by_head = np.where(np.maximum(share, 1 - share) < MINIMUM, -1, share >= 0.5)
    taken = by_head >= 0
    return (
        macro_f1(by_model, truth),
        macro_f1(by_head, truth),
        float(taken.mean()),
        float((by_head[taken] != truth[taken]).mean()),
    )


def macro_f1(said: npt.NDArray[np.int64], truth: Flags) -> float:
    """Return the mean F1 of both sides; -1 is an abstention and wrong."""
    found = []
    for side in (0, 1):
        hits = ((said == side) & (truth == side)).sum()
        found.append(2 * hits / max(1, (said == side).sum() + (truth == side).sum()))
    return float(np.mean(found))


if __name__ == "__main__":
    main()
