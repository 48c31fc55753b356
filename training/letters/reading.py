"""The invented consultations in ``written/*.json``, and which of them no training may see.

Each has questions, propositions of its paper, and passages as they stand in letters, e-mails and
forms, in people's own ways of saying: which questions a passage answers, the side that it takes on
each proposition on which it takes one, and the point that it makes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "written"
_HELD_OUT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One to four sentences of a letter."""

    text: str
    questions: frozenset[str]
    """The ids of the questions that it answers; none where it answers no question."""
    positions: Mapping[str, str]
    """The side by the id of the proposition: "agree", "agree_with_conditions", "disagree",
    "mixed" or "neither", the last where it says that it takes none."""
    doubtful: frozenset[str]
    """The ids of propositions on which analysts might differ."""
    point: str
    """A short name of the point that it makes; passages with one name make one point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A consultation: the wording of questions and propositions by id, and its passages."""

    name: str
    questions: Mapping[str, str]
    propositions: Mapping[str, str]
    asked_by: Mapping[str, str]
    """The id of the question that each proposition belongs to."""
    passages: tuple[Passage, ...]


def invented(folder: Path = FOLDER, *, development: bool) -> list[Invented]:
    """Return the consultations for training or for development, by name.

    One in seven is held out whole, by the digest of its name.
    """
    found = [_read(path) for path in sorted(folder.glob("*.json"))]
    return [one for one in found if _held_out(one.name) == development]


def _read(path: Path) -> Invented:
    said = json.loads(path.read_text("utf-8"))
    return Invented(
        name=path.stem,
        questions={one["id"]: one["text"] for one in said["questions"]},
        propositions={one["id"]: one["text"] for one in said["propositions"]},
        asked_by={one["id"]: one["question"] for one in said["propositions"]},
        passages=tuple(
            Passage(
                text=one["text"].strip(),
                questions=frozenset(one.get("questions", ())),
                positions=one.get("positions", {}),
                doubtful=frozenset(one.get("doubtful", ())),
                point=one.get("point", ""),
            )
            for one in said["passages"]
        ),
    )


def _held_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % _HELD_OUT == 0
