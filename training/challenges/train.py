"""Make the learned reader of challenges: ``python -m training.challenges.train DATA [--write]``.

It learns from invented consultations with their truth (tests/quality/consultations, or
``--folder``) and from public answers and comments below DATA, in which nothing but what the rules
know disputes evidence: they teach what is none. First each consultation is left out in turn, and
what the head of the others finds in it is printed beside what the rules find; then one head is
fitted on all, and written with ``--write``. Deterministic; half a minute.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from consult.coding.challenge_head import ChallengeHead, may_challenge, terms_of
from consult.coding.challenges import is_challenge
from consult.domain.ports import Embedder
from consult.domain.sentences import sentence_spans
from consult.engines.challenges import HEAD
from consult.engines.digests import file_digest
from consult.engines.embedder import load_embedder

FOLDER = Path(__file__).parents[2] / "tests" / "quality" / "consultations"
FEWEST_TEXTS = 2
"""Sentences that a word must stand in to be weighed."""
PUBLIC = {
    "themes/themefinder_gambling.jsonl": 600,
    "themes/nhs_fft_pxtextmining.jsonl": 600,
    "scale/polis_comments.jsonl": 900,
}
"""How many sentences at most are taken of each public set."""
SEED = 7
PENALTY = 10.0
"""Inverse strength of regularisation."""


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of one consultation, with what the truth says of them."""

    name: str
    sentences: list[str]
    challenging: np.ndarray


def read(folder: Path) -> list[Told]:
    """Return what is told of each consultation, in order of name."""
    found = []
    for path in sorted(folder.glob("*/truth.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        challenges = {row["words"] for row in rows if row["kind"] == "challenge"}
        sentences = sorted({row["words"] for row in rows})
        truth = np.array([sentence in challenges for sentence in sentences])
        found.append(Told(path.parent.name, sentences, truth))
    return found


def public(folder: Path) -> Told:
    """Return sentences of public texts that the head is asked about and that are no challenges."""
    taken: list[str] = []
    for name, most in PUBLIC.items():
        found: set[str] = set()
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"][:2_000]
            sentences = (text[span.start : span.end] for span in sentence_spans(text))
            found.update(
                one
                for one in sentences
                if may_challenge(one) and not is_challenge(one) and 5 <= len(one.split()) <= 60
            )
        ordered = sorted(found)
        random.Random(SEED).shuffle(ordered)
        taken += ordered[:most]
    return Told("public", taken, np.zeros(len(taken), dtype=bool))


def fitted(told: list[Told], embedder: Embedder) -> ChallengeHead:
    """Return the head that all their sentences teach, its weights rounded to four places."""
    sentences = [sentence for one in told for sentence in one.sentences]
    truth = np.concatenate([one.challenging for one in told])
    vectoriser = TfidfVectorizer(analyzer=terms_of, sublinear_tf=True, min_df=FEWEST_TEXTS)
    words = vectoriser.fit_transform(sentences)
    by_words = _regression().fit(words, truth)
    by_vector = _regression().fit(embedder.encode(sentences), truth)
    names = vectoriser.get_feature_names_out()
    return ChallengeHead(
        embedder=f"{embedder.name}@{embedder.revision}",
        terms={
            str(name): (round(float(idf), 4), round(float(weight), 4))
            for name, idf, weight in zip(names, vectoriser.idf_, by_words.coef_[0], strict=True)
        },
        terms_bias=round(float(by_words.intercept_[0]), 4),
        direction=np.round(by_vector.coef_[0], 4).astype(np.float32),
        direction_bias=round(float(by_vector.intercept_[0]), 4),
    )


def _regression() -> LogisticRegression:
    return LogisticRegression(C=PENALTY, class_weight="balanced", max_iter=2000)


def found(told: Told, head: ChallengeHead, embedder: Embedder) -> np.ndarray:
    """Return which sentences a head calls challenges."""
    flags = head.challenges(told.sentences, embedder.encode(told.sentences))
    asked = zip(flags, told.sentences, strict=True)
    return np.array([flag and may_challenge(sentence) for flag, sentence in asked])


def counted(flags: np.ndarray, truth: np.ndarray) -> str:
    """Return how many of the true ones are found, and how many others."""
    return (
        f"{int((flags & truth).sum())} of {int(truth.sum())}, {int((flags & ~truth).sum())} false"
    )


def main() -> None:
    """Print one table, and write the head where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    every, embedder = read(given.folder), load_embedder("bundled")
    none = public(given.data)
    print("| left out | sentences | rules | head of the others | either |\n|---|---|---|---|---|")
    for one in every:
        head = fitted([*(other for other in every if other is not one), none], embedder)
        rules = np.array([is_challenge(sentence) for sentence in one.sentences])
        learned = found(one, head, embedder)
        cells = (counted(flags, one.challenging) for flags in (rules, learned, rules | learned))
        print(f"| {one.name} | {len(one.sentences)} | {' | '.join(cells)} |")
    if given.write:
        _write(fitted([*every, none], embedder))


def _write(head: ChallengeHead) -> None:
    held = {
        "embedder": head.embedder,
        "terms_bias": head.terms_bias,
        "direction_bias": head.direction_bias,
        "direction": [round(float(value), 4) for value in head.direction],
        "terms": {term: list(pair) for term, pair in sorted(head.terms.items())},
    }
    HEAD.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{HEAD}: sha256 {file_digest(HEAD)}")


if __name__ == "__main__":
    main()
