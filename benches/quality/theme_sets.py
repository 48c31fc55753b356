"""Sets of texts for the benches of themes, whichever of their files a folder holds.

Every set is one question (of ArgKP one topic and side); gold is the human theme of a text, None
where it has none or several. Fillers are set apart, as the pipeline does.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from consult.text.fillers import filler

ANSWERS = ("nhs_fft_pxtextmining", "themefinder_gambling")
INTENTS = ("banking77", "clinc150")
INTENT_CLASSES = 20
ARGKP_SIDES = 4
FEWEST = 30
_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSet:
    """The answers to one question."""

    name: str
    texts: list[str]
    gold: list[str | None]

    @property
    def human_themes(self) -> int:
        return len({theme for theme in self.gold if theme is not None})


def theme_sets(folder: Path, limit: int, names: tuple[str, ...] = ()) -> Iterator[ThemeSet]:
    """Yield the sets of a folder, or of its ``themes`` and ``scale``, at most ``limit`` texts each.

    ``names`` limits them to files that begin so. What is drawn does not depend on the split.
    """
    for path in _files(folder):
        if names and not path.stem.startswith(names):
            continue
        if path.stem in ANSWERS:
            yield from _answers(path, limit)
        elif path.stem == "argkp":
            yield from _arguments(path, limit)
        elif path.stem in INTENTS:
            yield _intents(path, limit)


def _files(folder: Path) -> list[Path]:
    places = [folder, folder / "themes", folder / "scale", folder.parent / "scale"]
    found = {path.stem: path for place in reversed(places) for path in place.glob("*.jsonl")}
    return [found[stem] for stem in sorted(found)]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _drawn(name: str, rows: list[tuple[str, str | None]], limit: int) -> ThemeSet:
    rows = sorted(rows, key=lambda row: (row[0], row[1] or ""))
    if len(rows) > limit:
        order = np.random.default_rng(_SEED).permutation(len(rows))[:limit]
        rows = [rows[i] for i in np.sort(order)]
    return ThemeSet(name=name, texts=[row[0] for row in rows], gold=[row[1] for row in rows])


def _answers(path: Path, limit: int) -> Iterator[ThemeSet]:
    asked: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row in _rows(path):
        text, question, themes = row["text"].strip(), str(row["question"]), row["themes"]
        if text and filler(text, question) is None:
            asked[question].append((text, themes[0] if len(themes) == 1 else None))
    short = "NHS" if path.stem.startswith("nhs") else "gambling"
    for question, rows in sorted(asked.items()):
        if len(rows) >= FEWEST:
            yield _drawn(f"{short}: {question[:28]}", rows, limit)


def _arguments(path: Path, limit: int) -> Iterator[ThemeSet]:
    points: dict[str, set[str]] = defaultdict(set)
    for table in sorted(path.parent.glob("argkp_key_point_labels_*.csv")):
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if float(row["label"]) == 1:
                    points[row["arg_id"]].add(row["key_point_id"])
    sides: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
    for row in _rows(path):
        own = points.get(row["id"], set())
        gold = next(iter(own)) if len(own) == 1 else None
        sides[row["question"], row["stance"]].append((row["text"].strip(" `"), gold))
    largest = sorted(sides, key=lambda key: (-sum(g is not None for _, g in sides[key]), key))
    for question, stance in largest[:ARGKP_SIDES]:
        if any(gold is not None for _, gold in sides[question, stance]):
            yield _drawn(f"ArgKP {stance}: {question[:22]}", sides[question, stance], limit)


def _intents(path: Path, limit: int) -> ThemeSet:
    rows = [(row["text"].strip(), row["themes"][0]) for row in _rows(path) if row["themes"]]
    classes = sorted({gold for _, gold in rows})
    chosen = np.random.default_rng(_SEED).permutation(len(classes))[:INTENT_CLASSES]
    kept = {classes[i] for i in chosen}
    return _drawn(
        f"{path.stem}, {len(kept)} classes", [row for row in rows if row[1] in kept], limit
    )
