"""Texts written by hand for this project, each with its side towards a proposition.

``written/*.toml`` holds tables ``[[proposition]]``: ``says``, and lists of texts that ``agree``,
``disagree``, do ``neither`` or are ``mixed``. They argue as people do, by effects, experience and
values, in irony, comparisons and courtesies, about subjects of which the public sets say nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from training.stance.rows import LABELS, Row, one_hot

FOLDER = Path(__file__).resolve().parent / "written"
SOURCE = "written"
MIXED = (0.5, 0.5, 0.0)
_HELD_OUT = 12


def written_rows(folder: Path = FOLDER) -> tuple[list[Row], list[Row]]:
    """Return the rows for training and for development, by file and then in their order.

    One proposition in twelve is held out with all its texts.
    """
    train: list[Row] = []
    development: list[Row] = []
    for path in sorted(folder.glob("*.toml")):
        for row in _rows_of(path):
            (development if _held_out(row.proposition) else train).append(row)
    return train, development


def is_mixed(row: Row) -> bool:
    """Return whether a row has half of each side, and so has no side that could be turned."""
    return row.target == MIXED


def _rows_of(path: Path) -> Iterator[Row]:
    for entry in tomllib.loads(path.read_text("utf-8"))["proposition"]:
        for label in LABELS:
            for text in entry.get(label, ()):
                yield Row(
                    source=SOURCE, proposition=entry["says"], text=text, target=one_hot(label)
                )
        for text in entry.get("mixed", ()):
            yield Row(source=SOURCE, proposition=entry["says"], text=text, target=MIXED)


def _held_out(proposition: str) -> bool:
    return hashlib.sha256(proposition.encode()).digest()[0] % _HELD_OUT == 0
