"""The sentences that teach what sentences do, and which of them show it.

``written/*.json`` were written for this project: sentences as letters have them on invented
consultations, each with its acts. Beside them stand the invented consultations with their truth
(tests/quality/consultations), single sentences of the passages of letters, for conditions, and
public answers and comments, in which nothing but what the rules know disputes evidence.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from consult.coding.challenges import is_challenge
from consult.domain.sentences import sentence_spans
from training.letters.reading import invented

WRITTEN = Path(__file__).resolve().parent / "written"
CONSULTATIONS = Path(__file__).resolve().parents[2] / "tests" / "quality" / "consultations"
PUBLIC = {
    "themes/themefinder_gambling.jsonl": 600,
    "themes/nhs_fft_pxtextmining.jsonl": 600,
    "scale/polis_comments.jsonl": 900,
}
"""How many sentences at most are taken of each public set."""
SIDES = {"condition": "agree_with_conditions", "no_side": "neither"}
"""The position by which an act is told in letters and consultations."""
KEPT = frozenset({"harbour", "orchard", "skies"})
"""Consultations that no reader learns from: they measure."""
SEED = 7
_HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences of one source, and which of them do what is asked about."""

    name: str
    sentences: list[str]
    truth: npt.NDArray[np.bool_]


def written(act: str, *, development: bool) -> Told:
    """Return the written sentences; one subject in five is held out whole, by its title."""
    said = [json.loads(path.read_text("utf-8")) for path in sorted(WRITTEN.glob("*.json"))]
    rows = [
        row for one in said if _held_out(one["title"]) == development for row in one["sentences"]
    ]
    return Told(
        "written, held out" if development else "written",
        [row["text"] for row in rows],
        np.array([act in row["acts"] for row in rows], dtype=bool),
    )


def consultations(act: str, folder: Path = CONSULTATIONS) -> list[Told]:
    """Return what is told of each consultation, by name.

    Sentences that show a position are left out where asks are wanted: the truth does not say
    whether they ask, too. Conditions are told by the positions alone.
    """
    found = []
    for path in sorted(folder.glob("*/truth.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        if act in SIDES:
            found.append(_by_side(act, path.parent.name, rows))
            continue
        shown = {row["words"] for row in rows if row["kind"] == act}
        kinds = {"ask", "challenge", "point"} | ({"position"} if act == "challenge" else set())
        sentences = sorted({row["words"] for row in rows if row["kind"] in kinds})
        truth = np.array([sentence in shown for sentence in sentences], dtype=bool)
        found.append(Told(path.parent.name, sentences, truth))
    return found


def _by_side(act: str, name: str, rows: Sequence[Mapping[str, str]]) -> Told:
    """Return the words that show positions, and which show the one that an act is told by."""
    sides: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] == "position":
            sides.setdefault(row["words"], set()).add(row["truth"])
    shown = sorted(words for words, truths in sides.items() if truths <= _weighed(act))
    truth = np.array([SIDES[act] in sides[words] for words in shown], dtype=bool)
    return Told(name, shown, truth)


def passages(act: str, *, development: bool) -> Told:
    """Return single sentences of letters with a position, and which show that of an act."""
    sentences, truth = [], []
    for one in invented(development=development):
        for passage in one.passages:
            sides = set(passage.positions.values())
            single = len(sentence_spans(passage.text)) == 1
            if sides and sides <= _weighed(act) and single and not passage.doubtful:
                sentences.append(passage.text)
                truth.append(SIDES[act] in sides)
    name = "letters, held out" if development else "letters"
    return Told(name, sentences, np.array(truth, dtype=bool))


def _weighed(act: str) -> set[str]:
    """Return the positions that tell whether an act is done; others may be either."""
    return {"agree", "disagree", SIDES[act]} | ({"mixed"} if act == "no_side" else set())


def public(folder: Path) -> Told:
    """Return sentences of public texts, in which no challenge stands that no rule knows."""
    taken: list[str] = []
    for name, most in PUBLIC.items():
        found: set[str] = set()
        for line in (folder / name).read_text("utf-8").splitlines():
            text = json.loads(line)["text"][:2_000]
            sentences = (text[span.start : span.end] for span in sentence_spans(text))
            found.update(
                one for one in sentences if not is_challenge(one) and 5 <= len(one.split()) <= 60
            )
        ordered = sorted(found)
        random.Random(SEED).shuffle(ordered)
        taken += ordered[:most]
    return Told("public", taken, np.zeros(len(taken), dtype=bool))


def _held_out(title: str) -> bool:
    return hashlib.sha256(title.encode()).digest()[0] % _HELD_OUT == 0
