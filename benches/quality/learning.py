"""What decisions teach about themes: `python -m benches.quality.learning FOLDER [--train FOLDER]`.

FOLDER holds nhs_fft_pxtextmining.jsonl. Learned from the rows whose split is ``train`` (of the
folder after --train where the scored one has none) and scored on every other split, over the
themes with at least ten cases there; micro- and macro-F1. Nothing of a scored row but its words is
used: they tell how frequent themes are among all texts. Printed: all of the train part, at most
eight examples a theme (mean of five draws), and what 50 to 400 decisions teach in the order of the
queue and by chance. The matcher was trained on the train part too, so that a consultation whose
themes it never met gains less.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold

from consult.coding.calibrating import choose_thresholds
from consult.coding.learning import Names, ThemeLearner, learn_themes
from consult.coding.queue import next_to_decide
from consult.coding.sentence_scores import Sentences, sentences_of
from consult.coding.shares import fitted_to_all
from consult.domain.ports import Embedder
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher

NAME = "nhs_fft_pxtextmining.jsonl"
CASES = 10
SHOTS = 8
DRAWS = 5
CHANCES = 3
BATCH = 50
STEPS = (50, 100, 200, 400)


class Part(NamedTuple):
    """Rows, column by column."""

    texts: list[str]
    questions: list[str]
    vectors: np.ndarray
    """By the matcher, which themes are learned by."""
    subjects: np.ndarray
    """By the embedder, which the queue spreads its batches by."""
    labels: np.ndarray
    sentences: Sentences

    def take(self, rows: Sequence[int] | np.ndarray) -> Part:
        return Part(
            [self.texts[n] for n in rows],
            [self.questions[n] for n in rows],
            self.vectors[rows],
            self.subjects[rows],
            self.labels[rows],
            self.sentences.among([int(row) for row in rows]),
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", type=Path)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = read(given.folder)
    train_rows = [r for r in (read(given.train) if given.train else rows) if r["split"] == "train"]
    if not train_rows:
        parser.error(f"no row of {NAME} is of split train; name a folder with them by --train")
    splits = sorted({r["split"] for r in rows} - {"train"})
    themes = sorted({theme for r in train_rows for theme in r["themes"]})
    encoders = load_matcher("bundled", 2), load_embedder("bundled", 2)
    names = Names(texts=themes, vectors=encoders[0].encode(themes))
    train = part(train_rows, themes, encoders)
    for split in splits:
        scored = part([r for r in rows if r["split"] == split], themes, encoders)
        print(f"scored on {split}: {len(scored.texts)} texts, learned from {len(train.texts)}\n")
        whole_and_few(train, scored, names)
        curves(train, scored, names)


def whole_and_few(train: Part, scored: Part, names: Names) -> None:
    """Print the train part as a whole and eight examples a theme, beside TF-IDF."""
    print("| learned from | way | micro-F1 | macro-F1 | calibration error | seconds |")
    print("|---|---|---|---|---|---|")
    draws = [eight(train, seed) for seed in range(DRAWS)]
    parts = {"all": [train], f"at most {SHOTS} a theme": [train.take(rows) for rows in draws]}
    for label, ones in parts.items():
        for way in (by_baseline, by_consult):
            started = time.perf_counter()
            found = np.array([way(one, scored, names) for one in ones])
            took = (time.perf_counter() - started) / len(ones)
            micro, macro, error = found.mean(axis=0)
            size = round(float(np.mean([len(one.texts) for one in ones])))
            name = "consult" if way is by_consult else "TF-IDF, logistic regression"
            print(
                f"| {label} ({size}) | {name} | {micro:.3f} | {macro:.3f} | {error:.3f} "
                f"| {took:.1f} |",
                flush=True,
            )


def by_consult(train: Part, scored: Part, names: Names) -> tuple[float, float, float]:
    """Return micro-F1, macro-F1 and calibration error of what is shipped."""
    shares, thresholds = told(learned(train, names), train, scored)
    return (*f1(shares >= thresholds, scored.labels), calibration(shares, scored.labels))


def told(learner: ThemeLearner, train: Part, scored: Part) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of the scored texts and the thresholds that hold for them."""
    shares = learner.score(scored.texts, scored.vectors, scored.questions, scored.sentences)
    return fitted_to_all(shares, learner.thresholds, train.labels)


def by_baseline(train: Part, scored: Part, _names: Names) -> tuple[float, float, float]:
    """Return the same of TF-IDF and one logistic regression a theme, thresholds by four folds."""
    unseen = np.zeros(train.labels.shape)
    for kept, out in KFold(4, shuffle=True, random_state=7).split(train.texts):
        unseen[out] = regressed(train.take(kept), train.take(out).texts)
    thresholds = choose_thresholds(unseen, train.labels)
    shares = regressed(train, scored.texts)
    return (*f1(shares >= thresholds, scored.labels), calibration(shares, scored.labels))


def regressed(train: Part, texts: list[str]) -> np.ndarray:
    """Return probabilities of logistic regressions on words and pairs of words."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    rows, asked = words.fit_transform(train.texts), words.transform(texts)
    shares = np.zeros((len(texts), train.labels.shape[1]))
    for column, truth in enumerate(train.labels.T):
        if 0 < truth.sum() < len(truth):
            fitted = LogisticRegression(C=10, solver="liblinear").fit(rows, truth)
            shares[:, column] = fitted.predict_proba(asked)[:, 1]
    return shares


def curves(train: Part, scored: Part, names: Names) -> None:
    """Print what growing numbers of decisions teach, by order."""
    print(f"\n| decisions | by chance (mean of {CHANCES}) micro | macro | queue micro | macro |")
    print("|---|---|---|---|---|")
    chance = np.mean([list(in_turn(train, scored, names, seed)) for seed in range(CHANCES)], axis=0)
    queue = list(in_turn(train, scored, names, None))
    for step, by_chance, asked in zip(STEPS, chance, queue, strict=True):
        print(
            f"| {step} | {by_chance[0]:.3f} | {by_chance[1]:.3f} | {asked[0]:.3f} "
            f"| {asked[1]:.3f} |",
            flush=True,
        )


def in_turn(
    train: Part, scored: Part, names: Names, seed: int | None
) -> Iterator[tuple[float, float]]:
    """Yield micro- and macro-F1 after each step, asked by chance or, without a seed, as queued."""
    order = None if seed is None else np.random.default_rng(seed).permutation(len(train.texts))
    have = np.zeros(0, dtype=np.int64)
    learner: ThemeLearner | None = None
    while len(have) < min(STEPS[-1], len(train.texts)):
        if order is not None:
            have = order[: len(have) + BATCH]
        else:
            have = np.concatenate([have, queued(train, have, learner)])
        decided = train.take(have)
        learner = learned(decided, names)
        if len(have) in STEPS:
            shares, thresholds = told(learner, decided, scored)
            yield f1(shares >= thresholds, scored.labels)


def queued(train: Part, have: np.ndarray, learner: ThemeLearner | None) -> np.ndarray:
    """Return the rows that the queue asks for next."""
    rest = np.setdiff1d(np.arange(len(train.texts)), have)
    left = train.take(rest)
    shares, thresholds = np.zeros((len(rest), 0)), np.zeros(0)
    if learner:
        shares, thresholds = told(learner, train.take(have), left)
    picked = next_to_decide(
        left.texts,
        shares,
        thresholds,
        left.subjects,
        train.subjects[have],
        train.labels[have].sum(axis=0).astype(np.int64) if learner else np.zeros(0, np.int64),
        count=BATCH,
    )
    return rest[list(picked)]


def learned(train: Part, names: Names) -> ThemeLearner:
    """Return the learner of some rows."""
    return learn_themes(
        train.texts,
        train.vectors,
        train.questions,
        train.labels,
        names=names,
        sentences=train.sentences,
    )


def eight(train: Part, seed: int) -> np.ndarray:
    """Return rows drawn by chance as long as none of their themes has more than eight."""
    counts = np.zeros(train.labels.shape[1])
    rows: list[int] = []
    for row in np.random.default_rng(seed).permutation(len(train.texts)):
        own = train.labels[row]
        if own.any() and (counts + own)[own > 0].max() <= SHOTS:
            rows.append(int(row))
            counts += own
    return np.array(rows)


def f1(said: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return micro- and macro-F1 over the themes with enough cases."""
    many = truth.sum(axis=0) >= CASES
    micro, macro = (
        f1_score(truth[:, many], said[:, many], average=average, zero_division=0)
        for average in ("micro", "macro")
    )
    return float(micro), float(macro)


def calibration(shares: np.ndarray, truth: np.ndarray) -> float:
    """Return the calibration error, ten bins, of the pairs given at least one chance in ten."""
    sure = shares >= 0.1
    places = np.minimum((shares[sure] * 10).astype(int), 9)
    found = [
        abs(float(shares[sure][places == n].mean() - truth[sure][places == n].mean()))
        * float((places == n).mean())
        for n in range(1, 10)
        if (places == n).any()
    ]
    return float(np.sum(found))


def part(rows: list[dict[str, Any]], themes: list[str], encoders: Sequence[Embedder]) -> Part:
    """Return rows as columns; themes that the train part does not know are no column."""
    texts = [str(r["text"]) for r in rows]
    labels = [[float(theme in r["themes"]) for theme in themes] for r in rows]
    points, subjects = (encoder.encode(texts) for encoder in encoders)
    questions = [str(r["question"]) for r in rows]
    sentences = sentences_of(texts, encoders[0])
    return Part(texts, questions, points, subjects, np.array(labels), sentences)


def read(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of the set."""
    lines = (folder / NAME).read_text("utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line))["text"].strip()]


if __name__ == "__main__":
    main()
