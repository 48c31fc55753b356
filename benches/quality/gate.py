"""Whether quality has fallen: ``python -m benches.quality.gate``.

Measures the shipped models and rules on small data written for this project (tests/quality, the
field sentences, the pieces of the voices) and holds each figure to its floor, or ceiling, in
tests/quality/floors.toml. Exit code 1 when one is not kept. The data is too small to say how good
anything is; it only notices a fall.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benches.quality.questions import top, whole_columns
from benches.quality.stance import coded, field_cases, macro_f1
from consult.coding.assign import (
    AssignOptions,
    QuestionProfile,
    assign,
    question_texts,
    score_questions,
)
from consult.engines.bertopic_themes import BertopicDiscoverer
from consult.engines.matcher import load_matcher
from consult.engines.stance import load_stance
from tests.text.voices_marks import marked_lines, measures

HERE = Path(__file__).resolve().parents[2] / "tests" / "quality"
STANCE_STEP = 5
THREADS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A figure beside the bounds that it is held to."""

    name: str
    figure: float
    floor: float | None
    ceiling: float | None

    @property
    def kept(self) -> bool:
        above = self.floor is None or self.figure >= self.floor
        return above and (self.ceiling is None or self.figure <= self.ceiling)

    @property
    def row(self) -> str:
        bound = f"≥ {self.floor:.2f}" if self.floor is not None else f"≤ {self.ceiling:.2f}"
        return f"| {self.name} | {self.figure:.3f} | {bound} | {'yes' if self.kept else '**NO**'} |"


def stance() -> dict[str, float]:
    rows = coded(field_cases()[::STANCE_STEP], load_stance("bundled", threads=THREADS))
    taken = [row for row in rows if row.side in {"agree", "disagree"}]
    return {
        "macro_f1": macro_f1(rows),
        "flips": sum(row.flip for row in taken) / max(1, len(taken)),
    }


def questions() -> dict[str, float]:
    """Assign the answers of each invented consultation to its questions, by words alone."""
    matcher = load_matcher("bundled", THREADS)
    first, third, right, said, every = 0.0, 0.0, 0, 0, 0
    for rows in _by(read("questions.jsonl"), "consultation").values():
        asked = {row["question_id"]: row["question"] for row in rows}
        gold = np.array([list(asked).index(row["question_id"]) for row in rows])
        profiles = [QuestionProfile(id=key, text=text) for key, text in asked.items()]
        texts = [row["text"] for row in rows]
        points = matcher.encode(texts)
        segments = whole_columns(texts, points, None, points)
        vectors = matcher.encode(question_texts(profiles, {}))
        scores = score_questions(segments, profiles, vectors, {}, AssignOptions())
        first += top(scores, gold, 1) * len(rows)
        third += top(scores, gold, 3) * len(rows)
        found = assign(segments, profiles, vectors)
        right += sum(gold[a.segment_index] == a.question_index for a in found)
        said += len(found)
        every += len(rows)
    return {
        "top_1": first / every,
        "top_3": third / every,
        "precision": right / max(1, said),
        "recall": right / every,
    }


def themes() -> dict[str, float]:
    """Find themes in answers whose points are known, in this order and another."""
    rows = read("themes.jsonl")
    texts, gold = [row["text"] for row in rows], [row["themes"][0] for row in rows]
    vectors = load_matcher("bundled", THREADS).encode(texts)
    order = np.random.default_rng(3).permutation(len(texts))
    few, many = BertopicDiscoverer(), BertopicDiscoverer(density_from=len(texts))
    plain, dense = few.discover(texts, vectors), many.discover(texts, vectors)
    shuffled = [way.discover([texts[i] for i in order], vectors[order]) for way in (few, many)]
    return {
        "few_nmi": float(normalized_mutual_info_score(gold, plain)),
        "many_ari": float(adjusted_rand_score(gold, dense)),
        "same_in_another_order": min(
            float(adjusted_rand_score(whole[order], again))
            for whole, again in zip((plain, dense), shuffled, strict=True)
        ),
    }


def voices() -> dict[str, float]:
    found = measures(marked_lines())
    return {name: float(found[name]) for name in ("precision", "recall")}


MEASURES: Mapping[str, Callable[[], dict[str, float]]] = {
    "stance": stance,
    "questions": questions,
    "themes": themes,
    "voices": voices,
}


def held(part: str) -> list[Held]:
    """Return the figures of one part with their bounds; a figure without a bound is an error."""
    bounds = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))[part]
    figures = MEASURES[part]()
    if figures.keys() != bounds.keys():
        raise ValueError(f"floors.toml names other figures of {part}: {sorted(bounds)}")
    return [
        Held(
            name=f"{part}: {name}",
            figure=figure,
            floor=bounds[name].get("floor"),
            ceiling=bounds[name].get("ceiling"),
        )
        for name, figure in figures.items()
    ]


def read(name: str) -> list[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _by(rows: list[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def main() -> int:
    """Print every figure with its bound; 1 when one is not kept."""
    print("| figure | now | bound | kept |\n|---|---|---|---|")
    rows = [row for part in MEASURES for row in held(part)]
    for row in rows:
        print(row.row)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
