"""Make the learned readers of what sentences do: ``python -m training.acts.train DATA [--write]``.

For each act (ask, challenge, condition, taking no side) what the readers find is printed beside
what the rules find: in each invented consultation (tests/quality/consultations, ``--folder``) when
the others taught the reader, and in subjects, letters and consultations that none learns from. Then
one reader an act is fitted on all that may teach, and written with ``--write``. DATA holds the
public sets. Deterministic; some minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from consult.coding.asks import is_ask
from consult.coding.challenges import is_challenge
from consult.coding.conditions import conditional
from consult.coding.no_side import no_side
from consult.coding.sentence_head import SentenceHead, terms_of
from consult.domain.ports import Embedder
from consult.engines.digests import file_digest
from consult.engines.embedder import load_embedder
from consult.engines.sentence_heads import head_file
from consult.pipeline.learned_acts import MAY
from training.acts.reading import (
    CONSULTATIONS,
    KEPT,
    SIDES,
    Told,
    consultations,
    passages,
    public,
    written,
)

FEWEST_TEXTS = 2
"""Sentences that a word must stand in to be weighed."""
PENALTY = 10.0
"""Inverse strength of regularisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a reader is made for, what the rules say of it, and from where on it is believed."""

    name: str
    by_rule: Callable[[str], bool]
    least: float


ACTS = (
    Act(name="ask", by_rule=is_ask, least=0.8),
    Act(name="challenge", by_rule=is_challenge, least=0.75),
    Act(
        name="condition",
        by_rule=lambda sentence: conditional(sentence) is not None,
        least=0.7,
    ),
    Act(name="no_side", by_rule=lambda sentence: no_side(sentence) is not None, least=0.7),
)


def sources(act: Act, data: Path, folder: Path) -> tuple[list[Told], list[Told], list[Told]]:
    """Return what teaches always, the consultations, and what is only measured."""
    teaching, measured = [], []
    if act.name != "no_side":
        teaching.append(written(act.name, development=False))
        measured.append(written(act.name, development=True))
    if act.name in SIDES:
        teaching.append(passages(act.name, development=False))
        measured.append(passages(act.name, development=True))
    if act.name == "challenge":
        teaching.append(public(data))
    told = consultations(act.name, folder)
    measured += [one for one in told if one.name in KEPT]
    return teaching, [one for one in told if one.name not in KEPT], measured


def fitted(act: Act, told: Sequence[Told], embedder: Embedder) -> SentenceHead:
    """Return the head that all their sentences teach, its weights rounded to four places."""
    sentences = [sentence for one in told for sentence in one.sentences]
    truth = np.concatenate([one.truth for one in told])
    vectoriser = TfidfVectorizer(analyzer=terms_of, sublinear_tf=True, min_df=FEWEST_TEXTS)
    words = vectoriser.fit_transform(sentences)
    by_words = _regression().fit(words, truth)
    by_vector = _regression().fit(embedder.encode(sentences), truth)
    names = vectoriser.get_feature_names_out()
    return SentenceHead(
        least=act.least,
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


def counted(flags: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> str:
    """Return how many of the true ones are found, and how many others."""
    return f"{int((flags & truth).sum())} of {int(truth.sum())}, {int((flags & ~truth).sum())}"


def row(act: Act, told: Told, head: SentenceHead, embedder: Embedder) -> str:
    """Return a row of the table: what rules, the head and either find in one source."""
    rules = np.array([act.by_rule(sentence) for sentence in told.sentences], dtype=bool)
    may = np.array([MAY[act.name](sentence) for sentence in told.sentences], dtype=bool)
    learned = may & np.array(head.finds(told.sentences, embedder.encode(told.sentences)))
    cells = (counted(flags, told.truth) for flags in (rules, learned, rules | learned))
    return f"| {act.name} | {told.name} | {len(told.sentences)} | {' | '.join(cells)} |"


def main() -> None:
    """Print one table, and write the heads where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folder", type=Path, default=CONSULTATIONS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    embedder = load_embedder("bundled")
    print(
        "| act | in | sentences | rules: found, false | reader: found, false | either |\n"
        "|---|---|---|---|---|---|"
    )
    for act in ACTS:
        teaching, every, measured = sources(act, given.data, given.folder)
        for one in every:
            others = [other for other in every if other is not one]
            print(row(act, one, fitted(act, [*teaching, *others], embedder), embedder), flush=True)
        head = fitted(act, [*teaching, *every], embedder)
        for one in measured:
            print(row(act, one, head, embedder), flush=True)
        if given.write:
            _write(act, head)


def _write(act: Act, head: SentenceHead) -> None:
    held = {
        "least": head.least,
        "embedder": head.embedder,
        "terms_bias": head.terms_bias,
        "direction_bias": head.direction_bias,
        "direction": [round(float(value), 4) for value in head.direction],
        "terms": {term: list(pair) for term, pair in sorted(head.terms.items())},
    }
    path = head_file(act.name)
    path.write_text(
        json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{path.name} {path.stat().st_size / 1000:.0f} KB, sha256 {file_digest(path)}")


if __name__ == "__main__":
    main()
